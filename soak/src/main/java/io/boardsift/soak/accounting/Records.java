package io.boardsift.soak.accounting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** All JSON records under a prefix, by the rest of their keys. */
final class Records {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String prefix;
  private final Map<String, JsonNode> records;

  private Records(String prefix, Map<String, JsonNode> records) {
    this.prefix = prefix;
    this.records = records;
  }

  static Records under(S3Client s3, String bucket, String prefix) {
    Map<String, JsonNode> records = new ConcurrentHashMap<>();
    try (Stream<S3Object> objects =
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()) {
      objects.toList().parallelStream()
          .forEach(
              object ->
                  records.put(
                      object.key().substring(prefix.length()),
                      read(
                          s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                              .asUtf8String())));
    }
    return new Records(prefix, records);
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

  Optional<JsonNode> get(String name) {
    return Optional.ofNullable(records.get(name));
  }

  /** The whole key of a record. */
  String key(String name) {
    return prefix + name;
  }
}
