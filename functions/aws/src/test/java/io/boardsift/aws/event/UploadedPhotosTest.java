package io.boardsift.aws.event;

import static io.boardsift.aws.event.Events.EVENT_BRIDGE;
import static io.boardsift.aws.event.Events.S3_RECORD;
import static io.boardsift.aws.event.Events.S3_TEST;
import static io.boardsift.aws.event.Events.notification;
import static io.boardsift.aws.event.Events.records;
import static io.boardsift.aws.event.Events.snsRecord;
import static io.boardsift.aws.event.Events.sqsRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.sift.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedPhotosTest {
  private static final Photo PHOTO = new Photo("cameras", "line 1/a+b.jpg", "v1", "0123abcd", 1234);

  private static UploadedPhotos in(String event) {
    return UploadedPhotos.in(Events.json(event));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        arguments("S3", records(S3_RECORD)),
        arguments("a record alone", S3_RECORD),
        arguments("S3, of a server that writes s3: before", records(as("s3:ObjectCreated:Put"))),
        arguments("a multipart upload", records(as("ObjectCreated:CompleteMultipartUpload"))),
        arguments("names in lower case", lowerCase(records(S3_RECORD))),
        arguments("EventBridge", EVENT_BRIDGE),
        arguments("a pipe's list", "[" + EVENT_BRIDGE + "]"),
        arguments("SNS", records(snsRecord(records(S3_RECORD)))),
        arguments("an SNS notification alone", notification(records(S3_RECORD))),
        arguments("EventBridge by SNS", records(snsRecord(EVENT_BRIDGE))),
        arguments("SQS", records(sqsRecord(records(S3_RECORD)))),
        arguments("EventBridge by SQS", records(sqsRecord(EVENT_BRIDGE))),
        arguments("SNS in SQS", records(sqsRecord(notification(records(S3_RECORD))))),
        arguments("SQS by a pipe", "[" + sqsRecord(notification(records(S3_RECORD))) + "]"),
        arguments("EventBridge by SNS and SQS", records(sqsRecord(notification(EVENT_BRIDGE)))));
  }

  private static String as(String eventName) {
    return S3_RECORD.replace("ObjectCreated:Put", eventName);
  }

  private static String lowerCase(String event) {
    return event
        .replace("Records", "records")
        .replace("eventName", "eventname")
        .replace("versionId", "versionid")
        .replace("eTag", "etag");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void aPhotoIsFoundInWhateverShapeItsEventComes(String name, String event) {
    UploadedPhotos uploaded = in(event);
    assertThat(uploaded.photos()).containsExactly(PHOTO);
    assertThat(uploaded.complaint()).isEmpty();
  }

  static Stream<Arguments> nothingToDo() {
    return Stream.of(
            records(),
            S3_TEST,
            records(snsRecord(S3_TEST)),
            records(sqsRecord(S3_TEST)),
            records(sqsRecord(notification(S3_TEST))),
            records(as("ObjectRemoved:DeleteMarkerCreated")),
            records(as("s3:ObjectRemoved:Delete")),
            records(as("ObjectRestore:Completed")),
            records(as("LifecycleExpiration:Delete")),
            records(as("LifecycleTransition")),
            records(as("ObjectTagging:Put")),
            records(as("ObjectAcl:Put")),
            records(as("ReducedRedundancyLostObject")),
            records(as("IntelligentTiering")),
            records(as("Replication:OperationFailedReplication")),
            EVENT_BRIDGE.replace("Object Created", "Object Deleted"),
            EVENT_BRIDGE.replace("Object Created", "Object Restore Completed"),
            EVENT_BRIDGE.replace("Object Created", "Object Tags Added"))
        .map(Arguments::arguments);
  }

  @ParameterizedTest
  @MethodSource
  void nothingToDo(String event) {
    assertThat(in(event)).isEqualTo(new UploadedPhotos(List.of(), List.of()));
  }

  static Stream<Arguments> unknown() {
    return Stream.of(
        arguments("{}", "an object without fields"),
        arguments("[]", "a list of nothing"),
        arguments("7", "no object but number"),
        arguments("\"Records\"", "no object but string"),
        arguments("null", "no object but null"),
        arguments("{\"Records\":null}", "an object with the fields 'Records'"),
        arguments("{\"Records\":{}}", "\"Records\" is not a list"),
        arguments("{\"Records\":[7]}", "no object but number"),
        arguments("{\"records\":[],\"Records\":[" + S3_RECORD + "]}", "two fields"),
        arguments("{\"Datensätze\":[],\"x\":1}", "an object with the fields 'Datensätze', 'x'"),
        arguments(records(as("ObjectFrobnicated:Put")), "eventName 'ObjectFrobnicated:Put'"),
        arguments(records(as("ObjectCreatedLater")), "eventName 'ObjectCreatedLater'"),
        arguments(records(S3_RECORD.replace("\"ObjectCreated:Put\"", "7")), "is not text"),
        arguments(records("{\"eventName\":\"ObjectCreated:Put\"}"), "names no object"),
        arguments(records(S3_RECORD.replace("\"line+1/a%2Bb.jpg\"", "\"\"")), "needs a key"),
        arguments(records(S3_RECORD.replace("\"line+1/a%2Bb.jpg\"", "[\"k\"]")), "is not text"),
        arguments(records(S3_RECORD.replace("a%2Bb", "a%2")), "names no object"),
        arguments(records(S3_RECORD.replace("a%2Bb", "a%FFb")), "no UTF-8"),
        arguments(records(S3_RECORD.replace("\"v1\"", "1")), "\"versionId\" is not text"),
        arguments(records(S3_RECORD.replace("1234", "12.5")), "not a number of bytes"),
        arguments(records(S3_RECORD.replace("1234", "-1")), "not a number of bytes"),
        arguments(records(S3_RECORD.replace("1234", "\"1234\"")), "not a number of bytes"),
        arguments(EVENT_BRIDGE.replace("Object Created", "Object Painted"), "'Object Painted'"),
        arguments("{\"detail-type\":\"EC2 Instance\\u0000\"}", "detail-type 'EC2 Instance?'"),
        arguments(EVENT_BRIDGE.replace("\"bucket\"", "\"pail\""), "needs a bucket"),
        arguments(notification("no JSON"), "text of an SNS message is not JSON"),
        arguments(notification(""), "nothing at all"),
        arguments(
            notification("x").replace("\"Notification\"", "\"SubscriptionConfirmation\""),
            "Type 'SubscriptionConfirmation'"),
        arguments(records(sqsRecord("no JSON")), "text of an SQS message is not JSON"),
        arguments(records(sqsRecord("{\"a\":1,\"a\":2}")), "is not JSON"),
        arguments(records(sqsRecord("{} {}")), "is not JSON"),
        arguments("{\"Records\":[],\"detail-type\":\"Object Created\"}", "more than one shape"));
  }

  @ParameterizedTest
  @MethodSource
  void unknown(String event, String told) {
    UploadedPhotos uploaded = in(event);
    assertThat(uploaded.photos()).isEmpty();
    assertThat(uploaded.complaint().orElseThrow()).contains(told).doesNotContain("\u0000");
  }

  @Test
  void ofABatchTheKnownPhotosAreFoundAndTheRestIsTold() {
    UploadedPhotos uploaded =
        in(
            records(
                S3_RECORD,
                as("ObjectRemoved:Delete"),
                as("Novelty:Put"),
                sqsRecord(EVENT_BRIDGE),
                "{\"a\":1}",
                "3",
                "4"));
    assertThat(uploaded.photos()).containsExactly(PHOTO, PHOTO);
    assertThat(uploaded.unknown()).hasSize(4);
    assertThat(uploaded.complaint().orElseThrow()).contains("'Novelty:Put'", "'a'", "and 1 more");
  }

  @Test
  void keysOfEventBridgeAreNotDecoded() {
    String event = EVENT_BRIDGE.replace("line 1/a+b.jpg", "100%25 + %.jpg");
    assertThat(in(event).photos()).extracting(Photo::key).containsExactly("100%25 + %.jpg");
  }

  @Test
  void aKeyThatHoldsTheReplacementCharacterIsFound() {
    String event = records(S3_RECORD.replace("a%2Bb", "a%EF%BF%BDb"));
    assertThat(in(event).photos()).extracting(Photo::key).containsExactly("line 1/a\uFFFDb.jpg");
  }

  @Test
  void whatIsLeftOutOfABucketWithoutVersionsIsEmpty() {
    String event =
        EVENT_BRIDGE
            .replace("\"version-id\":\"v1\",", "")
            .replace("\"size\":1234,\"etag\":\"0123abcd\",", "\"size\":null,");
    assertThat(in(event).photos())
        .containsExactly(new Photo("cameras", "line 1/a+b.jpg", "", "", -1));
  }

  @Test
  void envelopesWithoutEndAreGivenUp() {
    String event = records(S3_RECORD);
    for (int i = 0; i < 6; i++) {
      event = notification(event);
    }
    assertThat(in(event).photos()).hasSize(1);
    event = notification(notification(event));
    assertThat(in(event).photos()).isEmpty();
    assertThat(in(event).complaint().orElseThrow()).contains("more than 8 layers");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noJsonMakesItThrowAndNothingUnknownIsPassedOver(int seed) {
    Random random = new Random(seed);
    List<JsonNode> parts = new ArrayList<>(List.of(MissingNode.getInstance()));
    shapes().map(shape -> Events.json((String) shape.get()[1])).forEach(parts::add);
    for (int i = 0; i < 2_000; i++) {
      JsonNode event = damaged(parts.get(random.nextInt(parts.size())), random, parts);
      UploadedPhotos uploaded = UploadedPhotos.in(event);
      for (String told : uploaded.unknown()) {
        assertThat(told).isNotEmpty();
      }
      if (event.isObject() && !event.has("Records") && uploaded.photos().isEmpty()) {
        assertThat(uploaded.unknown()).as(event.toString()).isNotEmpty();
      }
    }
  }

  /** The same JSON with one of its fields, somewhere, put to something else. */
  private static JsonNode damaged(JsonNode json, Random random, List<JsonNode> parts) {
    JsonNode copy = json.deepCopy();
    List<ObjectNode> objects = new ArrayList<>();
    collect(copy, objects);
    if (!objects.isEmpty()) {
      ObjectNode object = objects.get(random.nextInt(objects.size()));
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.putNull(name);
        case 1 -> object.put(name, random.nextDouble() * 1e20);
        case 2 -> object.put(name, "\u0000%");
        case 3 -> object.putArray(name).add(true);
        default -> object.set(name, parts.get(random.nextInt(parts.size())).deepCopy());
      }
    }
    return copy;
  }

  private static void collect(JsonNode json, List<ObjectNode> objects) {
    if (json instanceof ObjectNode object) {
      objects.add(object);
    }
    json.forEach(child -> collect(child, objects));
  }
}
