package io.boardsift.aws;

import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object into an array of its size. The SDK's own reader does not look at the size: it
 * grows an array and copies it in the end, up to three times the object.
 */
final class ExactBytes implements ResponseTransformer<GetObjectResponse, byte[]> {
  @Override
  public byte[] transform(GetObjectResponse response, AbortableInputStream body) {
    byte[] bytes = new byte[Math.toIntExact(response.contentLength())];
    try {
      if (body.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new EOFException("S3 sent fewer bytes than it said");
      }
      return bytes;
    } catch (IOException e) {
      // As the SDK's own reader does it, so that the request is tried again.
      throw RetryableException.create("reading the object failed", e);
    }
  }
}
