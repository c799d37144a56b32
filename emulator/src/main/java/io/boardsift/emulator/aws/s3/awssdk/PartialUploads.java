package io.boardsift.emulator.aws.s3.awssdk;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Multipart uploads that are not complete. A restart forgets them, and clients begin again. */
final class PartialUploads {
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  /** An upload and its parts by number. */
  record Upload(
      CreateMultipartUploadRequest request, Instant begun, Map<Integer, UploadedPart> parts) {

    /**
     * The parts that a client wants to be put together, in its order.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException 400 if one did not come
     *     or is not what the client says
     */
    List<UploadedPart> chosen(List<CompletedPart> wanted) {
      List<UploadedPart> chosen = new ArrayList<>();
      for (CompletedPart part : wanted) {
        UploadedPart uploaded = parts.get(part.partNumber());
        if (uploaded == null
            || (part.eTag() != null
                && !part.eTag().replace("\"", "").equals(uploaded.body().eTag()))) {
          throw Refusal.of(400, "InvalidPart", "part " + part.partNumber() + " did not come so");
        }
        chosen.add(uploaded);
      }
      if (chosen.isEmpty()) {
        throw Refusal.of(400, "MalformedXML", "an upload needs a part at least");
      }
      return chosen;
    }

    void discardParts() {
      parts.values().forEach(part -> part.body().close());
    }
  }

  /** A part as received. */
  record UploadedPart(ReceivedBody body, long size, Instant at) {
    Path file() {
      return body.file();
    }
  }

  String begin(CreateMultipartUploadRequest request) {
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(request, Instant.now(), new ConcurrentSkipListMap<>()));
    return id;
  }

  /**
   * An upload by its id.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException 404 if there is none
   */
  Upload upload(String id) {
    Upload upload = uploads.get(id);
    if (upload == null) {
      throw Refusal.of(404, "NoSuchUpload", "the upload may have been completed or aborted");
    }
    return upload;
  }

  void end(String id) {
    Upload upload = uploads.remove(id);
    if (upload != null) {
      upload.discardParts();
    }
  }

  List<Part> parts(String id) {
    return upload(id).parts().entrySet().stream()
        .map(
            part ->
                SdkResponses.part(
                    part.getKey(),
                    part.getValue().size(),
                    part.getValue().body().eTag(),
                    part.getValue().at()))
        .toList();
  }

  List<MultipartUpload> inBucket(String bucket) {
    return uploads.entrySet().stream()
        .filter(upload -> upload.getValue().request().bucket().equals(bucket))
        .map(
            upload ->
                SdkResponses.upload(
                    upload.getValue().request().key(), upload.getKey(), upload.getValue().begun()))
        .toList();
  }

  /** S3's eTag of a multipart upload: the MD5 of the parts' MD5s, a hyphen, the parts' number. */
  static String eTag(List<UploadedPart> parts) {
    MessageDigest digest = ReceivedBody.newDigest();
    parts.forEach(part -> digest.update(part.body().md5()));
    return HexFormat.of().formatHex(digest.digest()) + "-" + parts.size();
  }
}
