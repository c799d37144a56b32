package io.boardsift.emulator.aws;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * Lets bodies whose hash is signed, as boto3 and the AWS command line send them over plain HTTP, go
 * to disk as they come. S3Proxy holds such a body in memory until it has its hash, so that a few
 * large ones take all of it. The signature covers the hash that the client tells; so it can be
 * checked before the body, and the hash while the body passes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature
 *     Version 4</a>
 */
final class SignedBodies implements Filter {
  static final String HASH = "x-amz-content-sha256";
  static final String SIGNATURE = "Authorization";

  /** Smaller ones S3Proxy may hold, in bytes. */
  private static final long SMALL = 256 << 10;

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final String secretKey;

  private SignedBodies(String secretKey) {
    this.secretKey = secretKey;
  }

  /** Puts this before a proxy that has not started yet. */
  static void pass(S3Proxy proxy, String secretKey) {
    try {
      // The proxy shows its server to nobody.
      Field field = S3Proxy.class.getDeclaredField("server");
      field.setAccessible(true);
      ((Server) field.get(proxy))
          .getDescendant(ServletContextHandler.class)
          .addFilter(
              new FilterHolder(new SignedBodies(secretKey)),
              "/*",
              EnumSet.of(DispatcherType.REQUEST));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this S3Proxy is built otherwise", e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http) || !isLargeAndSigned(http)) {
      chain.doFilter(request, response);
      return;
    }
    try {
      String hash = http.getHeader(HASH);
      String told = new S3AuthorizationHeader(http.getHeader(SIGNATURE)).getSignature();
      if (!isSame(told, signature(http, hash))) {
        ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
      PassingRequest passing = new PassingRequest(http);
      passing.sign(told, signature(passing, null));
      chain.doFilter(passing, response);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static boolean isLargeAndSigned(HttpServletRequest request) {
    String hash = request.getHeader(HASH);
    String signature = request.getHeader(SIGNATURE);
    return request.getMethod().equals("PUT")
        && request.getContentLengthLong() > SMALL
        && hash != null
        && SHA_256.matcher(hash).matches()
        && signature != null
        && signature.startsWith("AWS4-HMAC-SHA256");
  }

  private String signature(HttpServletRequest request, String hash)
      throws GeneralSecurityException, IOException {
    return AwsSignature.createAuthorizationSignatureV4(
            request,
            new S3AuthorizationHeader(request.getHeader(SIGNATURE)),
            new byte[0],
            request.getRequestURI(),
            secretKey,
            false,
            null,
            hash)
        .signature();
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
