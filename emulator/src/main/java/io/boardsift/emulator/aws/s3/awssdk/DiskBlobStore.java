package io.boardsift.emulator.aws.s3.awssdk;

import io.boardsift.emulator.aws.s3.Bucket;
import io.boardsift.emulator.aws.s3.Bucket.Versioning;
import io.boardsift.emulator.aws.s3.Precondition;
import io.boardsift.emulator.aws.s3.StoredVersion;
import io.boardsift.emulator.aws.s3.StoredVersion.Headers;
import io.boardsift.emulator.aws.s3.VersionStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Lets S3Proxy serve a {@link VersionStore}. Access rights are not kept: everything is private. */
public final class DiskBlobStore implements BlobStore {
  /** S3's limit, in bytes of UTF-8. */
  private static final int LONGEST_KEY = 1024;

  private final VersionStore store;
  private final Consumer<StoredVersion> created;
  private final PartialUploads uploads = new PartialUploads();

  /**
   * Serves a store.
   *
   * @param created told of each object written, once it is on disk
   */
  public DiskBlobStore(VersionStore store, Consumer<StoredVersion> created) {
    this.store = Objects.requireNonNull(store);
    this.created = Objects.requireNonNull(created);
  }

  @Override
  public ListBucketsResponse list() {
    return ListBucketsResponse.builder()
        .buckets(
            store.buckets().stream().map(b -> SdkResponses.bucket(b.name(), b.created())).toList())
        .build();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    store.bucket(request.bucket());
    return HeadBucketResponse.builder().build();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    store.createBucket(request.bucket());
    return CreateBucketResponse.builder().location("/" + request.bucket()).build();
  }

  @Override
  public void deleteBucket(String bucket) {
    store.deleteBucket(bucket);
  }

  @Override
  public boolean supportsVersioning() {
    return true;
  }

  @Override
  public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
    GetBucketVersioningResponse.Builder response = GetBucketVersioningResponse.builder();
    switch (store.bucket(request.bucket()).versioning()) {
      case NEVER -> {}
      case ENABLED -> response.status(BucketVersioningStatus.ENABLED);
      case SUSPENDED -> response.status(BucketVersioningStatus.SUSPENDED);
    }
    return response.build();
  }

  @Override
  public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
    boolean enabled = request.versioningConfiguration().status() == BucketVersioningStatus.ENABLED;
    store.setVersioning(request.bucket(), enabled ? Versioning.ENABLED : Versioning.SUSPENDED);
    return PutBucketVersioningResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    store.bucket(request.bucket());
    return Listing.objects(store, request);
  }

  @Override
  public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
    store.bucket(request.bucket());
    return Listing.versions(store, request);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    checkWritable(request.bucket(), request.key());
    try (ReceivedBody received =
        ReceivedBody.receive(
            store.newIncoming(), body, request.contentLength(), request.contentMD5())) {
      StoredVersion version =
          store.put(
              request.bucket(),
              request.key(),
              received.file(),
              received.eTag(),
              headers(request),
              new Precondition(request.ifMatch(), request.ifNoneMatch()));
      created.accept(version);
      return SdkResponses.putResponse(quoted(version.eTag()), reportedVersion(version));
    }
  }

  private void checkWritable(String bucket, String key) {
    store.bucket(bucket);
    if (key.indexOf('\0') >= 0) {
      throw S3Exceptions.invalidArgument("a key cannot hold the character 0");
    }
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw Refusal.of(400, "KeyTooLongError", "Your key is too long");
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    checkWritable(request.destinationBucket(), request.destinationKey());
    StoredVersion source =
        find(request.sourceBucket(), request.sourceKey(), request.sourceVersionId());
    new ReadCondition(
            request.copySourceIfMatch(),
            request.copySourceIfNoneMatch(),
            request.copySourceIfModifiedSince(),
            request.copySourceIfUnmodifiedSince())
        .checkCopy(source);
    try (InputStream content = Files.newInputStream(store.content(source));
        ReceivedBody copy = ReceivedBody.receive(store.newIncoming(), content, null, null)) {
      StoredVersion version =
          store.put(
              request.destinationBucket(),
              request.destinationKey(),
              copy.file(),
              copy.eTag(),
              request.metadataDirective() == MetadataDirective.REPLACE
                  ? headers(request)
                  : source.headers(),
              Precondition.NONE);
      created.accept(version);
      return SdkResponses.copyResponse(
          quoted(version.eTag()),
          version.modified(),
          reportedVersion(version),
          reportedVersion(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    StoredVersion version = find(request.bucket(), request.key(), request.versionId());
    new ReadCondition(
            request.ifMatch(),
            request.ifNoneMatch(),
            request.ifModifiedSince(),
            request.ifUnmodifiedSince())
        .check(version);
    return SdkResponses.toHead(describe(version, ByteSpan.of(null, version.size())));
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    StoredVersion version = find(request.bucket(), request.key(), request.versionId());
    new ReadCondition(
            request.ifMatch(),
            request.ifNoneMatch(),
            request.ifModifiedSince(),
            request.ifUnmodifiedSince())
        .check(version);
    ByteSpan span = ByteSpan.of(request.range(), version.size());
    return SdkResponses.getResponse(describe(version, span), span.open(store.content(version)));
  }

  private StoredVersion find(String bucket, String key, String versionId) {
    if (versionId == null) {
      StoredVersion newest =
          store
              .newest(bucket, key)
              .orElseThrow(() -> S3Exceptions.noSuchKey(bucket, key, "no such object"));
      if (newest.isMarker()) {
        throw S3Exceptions.noSuchKeyDeleteMarker(bucket, key, newest.versionId(), "deleted");
      }
      return newest;
    }
    StoredVersion version =
        store
            .version(bucket, key, versionId)
            .orElseThrow(
                () -> S3Exceptions.noSuchVersion(bucket, key, versionId, "no such version"));
    if (version.isMarker()) {
      throw Refusal.of(405, "MethodNotAllowed", "a delete marker has no content");
    }
    return version;
  }

  private GetObjectResponse describe(StoredVersion version, ByteSpan span) {
    Headers headers = version.headers();
    return GetObjectResponse.builder()
        .contentLength(span.length())
        .contentRange(span.contentRange())
        .eTag(quoted(version.eTag()))
        .lastModified(Instant.ofEpochSecond(version.modified().getEpochSecond()))
        .versionId(reportedVersion(version))
        .contentType(headers.contentType())
        .cacheControl(headers.cacheControl())
        .contentDisposition(headers.contentDisposition())
        .contentEncoding(headers.contentEncoding())
        .contentLanguage(headers.contentLanguage())
        .metadata(headers.metadata())
        .build();
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    if (request.ifMatchSize() != null || request.ifMatchLastModifiedTime() != null) {
      throw Refusal.of(501, "NotImplemented", "of the conditions only If-Match is known here");
    }
    DeleteObjectResponse.Builder response = DeleteObjectResponse.builder();
    store
        .delete(
            request.bucket(),
            request.key(),
            request.versionId(),
            Precondition.ifMatch(request.ifMatch()))
        .ifPresent(
            version ->
                response
                    .versionId(version.versionId())
                    .deleteMarker(version.isMarker() ? Boolean.TRUE : null));
    return response.build();
  }

  /** Objects in buckets that never kept versions have an id within, and none for clients. */
  private String reportedVersion(StoredVersion version) {
    Bucket bucket = store.bucket(version.bucket());
    return bucket.versioning() == Versioning.NEVER ? null : version.versionId();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    checkWritable(request.bucket(), request.key());
    return new MultipartUpload(uploads.begin(request), request);
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    uploads.upload(upload.id());
    uploads.end(upload.id());
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream body) {
    Map<Integer, PartialUploads.UploadedPart> parts = uploads.upload(upload.id()).parts();
    ReceivedBody received =
        ReceivedBody.receive(
            store.newIncoming(), body, request.contentLength(), request.contentMD5());
    PartialUploads.UploadedPart before =
        parts.put(
            request.partNumber(),
            new PartialUploads.UploadedPart(received, size(received), Instant.now()));
    if (before != null) {
      before.body().close();
    }
    return SdkResponses.uploadedPart(quoted(received.eTag()));
  }

  private static long size(ReceivedBody body) {
    try {
      return Files.size(body.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    PartialUploads.Upload begun = uploads.upload(upload.id());
    List<CompletedPart> wanted =
        request.multipartUpload() == null
            ? List.<CompletedPart>of()
            : request.multipartUpload().parts();
    List<PartialUploads.UploadedPart> parts = begun.chosen(wanted);
    List<Path> files = parts.stream().map(PartialUploads.UploadedPart::file).toList();
    StoredVersion version;
    try (ReceivedBody whole = ReceivedBody.join(store.newIncoming(), files)) {
      version =
          store.put(
              begun.request().bucket(),
              begun.request().key(),
              whole.file(),
              PartialUploads.eTag(parts),
              headers(begun.request()),
              new Precondition(request.ifMatch(), request.ifNoneMatch()));
    }
    uploads.end(upload.id());
    created.accept(version);
    return SdkResponses.completeResponse(quoted(version.eTag()), reportedVersion(version));
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return uploads.parts(upload.id());
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    store.bucket(bucket);
    return uploads.inBucket(bucket);
  }

  /** S3's limit, in bytes, for all parts but the last. */
  @Override
  public long getMinimumMultipartPartSize() {
    return 5 << 20;
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    store.bucket(bucket);
    return BucketCannedACL.PRIVATE;
  }

  @Override
  public void setContainerAccess(String bucket, BucketCannedACL access) {
    refuseUnless(access == BucketCannedACL.PRIVATE);
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    return ObjectCannedACL.PRIVATE;
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    refuseUnless(access == ObjectCannedACL.PRIVATE);
  }

  private static void refuseUnless(boolean isPrivate) {
    if (!isPrivate) {
      throw Refusal.of(501, "NotImplemented", "everything is private here");
    }
  }

  private static String quoted(String eTag) {
    return "\"" + eTag + "\"";
  }

  private static Headers headers(PutObjectRequest request) {
    return new Headers(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        request.metadata());
  }

  private static Headers headers(CopyObjectRequest request) {
    return new Headers(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        request.metadata());
  }

  private static Headers headers(CreateMultipartUploadRequest request) {
    return new Headers(
        request.contentType(),
        request.cacheControl(),
        request.contentDisposition(),
        request.contentEncoding(),
        request.contentLanguage(),
        request.metadata());
  }
}
