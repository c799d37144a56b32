package io.boardsift.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends uploads without asking first ({@code Expect: 100-continue}). Ours are small records, for
 * which asking doubles the round trips; and behind a proxy that does not answer each waits for
 * seconds. S3's client adds the header itself, whatever its HTTP client is told; newer versions of
 * the SDK have a setting ({@code S3Configuration.expectContinueEnabled}).
 *
 * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/6537">The SDK's issue 6537</a>
 */
final class NoExpectContinue implements ExecutionInterceptor {
  /** Runs after S3's own interceptors and before the request is signed. */
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    return request.firstMatchingHeader("Expect").isEmpty()
        ? request
        : request.toBuilder().removeHeader("Expect").build();
  }
}
