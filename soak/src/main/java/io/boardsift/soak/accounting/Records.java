package io.boardsift.soak.accounting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What matters of all JSON records under a prefix, by the rest of their keys. Of a hundred thousand
 * whole ones the heap would be full.
 */
final class Records<T> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String prefix;
  private final Map<String, T> records;

  private Records(String prefix, Map<String, T> records) {
    this.prefix = prefix;
    this.records = records;
  }

  /**
   * Reads them.
   *
   * @param matters what is kept of each
   */
  static <T> Records<T> under(
      S3Client s3, String bucket, String prefix, Function<JsonNode, T> matters) {
    Map<String, T> records = new ConcurrentHashMap<>();
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))) {
      page.contents().parallelStream()
          .map(S3Object::key)
          .forEach(
              key -> {
                String text =
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
                records.put(key.substring(prefix.length()), matters.apply(read(text)));
              });
    }
    return new Records<>(prefix, records);
  }

  /** What stands behind the last slash of each key under a prefix. */
  static Set<String> lastNames(S3Client s3, String bucket, String prefix) {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> object.key().substring(object.key().lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Damaged: it is there, and says nothing.
      return MissingNode.getInstance();
    }
  }

  Optional<T> get(String name) {
    return Optional.ofNullable(records.get(name));
  }

  /** The whole key of a record. */
  String key(String name) {
    return prefix + name;
  }
}
