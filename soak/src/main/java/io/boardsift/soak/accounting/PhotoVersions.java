package io.boardsift.soak.accounting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** All versions in a bucket. */
final class PhotoVersions {
  private PhotoVersions() {}

  /** What matters of a version that S3 lists: a listing of all of them is large. */
  private record Listed(String key, String versionId) {}

  static List<PhotoVersion> in(S3Client s3, String bucket) {
    List<Listed> versions = new ArrayList<>();
    Map<String, String> markersOnTop = new HashMap<>();
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
      page.versions()
          .forEach(version -> versions.add(new Listed(version.key(), version.versionId())));
      page.deleteMarkers().stream()
          .filter(DeleteMarkerEntry::isLatest)
          .forEach(marker -> markersOnTop.put(marker.key(), marker.versionId()));
    }
    Set<String> seen = new HashSet<>();
    // S3 lists the newest of each key first.
    return versions.stream()
        .map(
            version ->
                new PhotoVersion(
                    bucket,
                    version.key(),
                    version.versionId(),
                    seen.add(version.key()),
                    Optional.ofNullable(markersOnTop.get(version.key()))))
        .toList();
  }
}
