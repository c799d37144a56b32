package io.boardsift.console;

import static io.boardsift.aws.LogEntry.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.boardsift.aws.Clients;
import io.boardsift.aws.Settings;
import io.boardsift.aws.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Lambda's entry point: HTTP requests in API Gateway's payload format 2.0.
 *
 * <ul>
 *   <li>{@code GET /} the page, and its scripts and style
 *   <li>{@code GET /sign-in.json} where to sign in; an authorizer in front lets in here unasked,
 *       and to the following only who has signed in
 *   <li>{@code POST} what {@link ReviewerApi} lists, and for owners what {@link OwnerApi} lists
 * </ul>
 *
 * <p>The module's {@code openapi.yaml} describes each request and its answers.
 */
public final class ConsoleHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /** Characters of a request's body; pages send less than half of it. */
  public static final int LONGEST_BODY = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);

  private final Assets assets;
  private final Map<String, Action> actions;

  /** Built by Lambda, from the function's environment. */
  public ConsoleHandler() {
    this(new Settings(System.getenv()), Clients.s3(), Clients.presigner(), Clients.sqs());
    Snapshot.before(() -> ConsolePriming.prime(new Settings(System.getenv())));
  }

  /**
   * Built from settings; {@link ConsoleWiring} names them.
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  public ConsoleHandler(Settings settings, S3Client s3, S3Presigner presigner, SqsClient sqs) {
    ConsoleWiring wiring = ConsoleWiring.of(settings, s3, presigner, sqs);
    this.assets = wiring.assets();
    this.actions = new HashMap<>(wiring.reviewers().actions());
    this.actions.putAll(wiring.owners().actions());
  }

  /** The paths of what can be asked for by {@code POST}. */
  Set<String> actions() {
    return actions.keySet();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return answer(request);
          } catch (ConflictException e) {
            return Responses.conflict(e.getMessage(), e.given());
          } catch (RefusedException e) {
            return Responses.error(e.status(), e.getMessage());
          } catch (RuntimeException e) {
            LOG.error("a request failed", entry("path", Objects.toString(path(request))), e);
            return Responses.error(500, "something went wrong; the photo is not lost, try again");
          }
        });
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request) {
    String path = path(request);
    String method = method(request);
    if (actions.containsKey(path)) {
      return method.equals("POST")
          ? Responses.json(post(actions.get(path), request))
          : Responses.notAllowed("POST");
    }
    if (!assets.isThere(path)) {
      throw new RefusedException(404, "there is no " + path);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Responses.notAllowed("GET, HEAD");
    }
    APIGatewayV2HTTPResponse asset = assets.get(path);
    // There is nothing secret in a part of the page. Answers hold addresses that are, and stay as
    // they are.
    return header(request, "accept-encoding").contains("gzip") ? Responses.gzipped(asset) : asset;
  }

  private static Object post(Action action, APIGatewayV2HTTPEvent request) {
    // A form on a foreign page cannot send this type without being asked first.
    if (!mediaType(request).equals("application/json")) {
      throw new RefusedException(415, "the body has to be application/json");
    }
    return action.answer(body(request), claims(request));
  }

  private static String method(APIGatewayV2HTTPEvent request) {
    return request == null
            || request.getRequestContext() == null
            || request.getRequestContext().getHttp() == null
        ? ""
        : Objects.requireNonNullElse(request.getRequestContext().getHttp().getMethod(), "");
  }

  private static String path(APIGatewayV2HTTPEvent request) {
    return request == null ? "/" : Objects.requireNonNullElse(request.getRawPath(), "/");
  }

  /** The type of the body, without parameters. */
  private static String mediaType(APIGatewayV2HTTPEvent request) {
    return header(request, "content-type").replaceFirst(";.*", "").strip();
  }

  /** A header's value in lower case; empty if there is none. */
  private static String header(APIGatewayV2HTTPEvent request, String name) {
    Map<String, String> headers = Objects.requireNonNullElse(request.getHeaders(), Map.of());
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static String body(APIGatewayV2HTTPEvent request) {
    String body = Objects.requireNonNullElse(request.getBody(), "");
    String text = request.getIsBase64Encoded() ? decoded(body) : body;
    if (text.length() > LONGEST_BODY) {
      throw new RefusedException(413, "the body is longer than " + LONGEST_BODY + " characters");
    }
    return text;
  }

  private static String decoded(String body) {
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "the body is not base64");
    }
  }

  /** What the authorizer says of who is signed in; nothing where there is none. */
  private static Map<String, String> claims(APIGatewayV2HTTPEvent request) {
    var authorizer = request.getRequestContext().getAuthorizer();
    return authorizer == null
            || authorizer.getJwt() == null
            || authorizer.getJwt().getClaims() == null
        ? Map.of()
        : authorizer.getJwt().getClaims();
  }
}
