package io.boardsift.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.boardsift.aws.DeletionIndex.Choice;
import io.boardsift.aws.DeletionIndex.Count;
import io.boardsift.aws.DeletionIndex.Page;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Finding;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class DeletionIndexTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");
  private static final Choice ALL = new Choice(DAY, Optional.empty(), Optional.empty());

  /** The longest key that S3 takes, of letters that take nine bytes each in a URL. */
  private static final String LONG = "사".repeat(339) + "/x.jpg";

  @TempDir private Path folder;
  private TestBucket bucket;
  private DeletionIndex index;

  @BeforeEach
  void start() {
    bucket = new TestBucket(folder);
    index = new DeletionIndex(bucket.s3(), TestBucket.NAME);
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  private static DecisionRecord record(String key, String rule) {
    Decision decision =
        new Decision(
            Outcome.DELETE,
            DecidedBy.RULE,
            "a test",
            new Finding(
                Optional.of(rule),
                List.of(),
                true,
                Evidence.none(),
                "none",
                Optional.empty(),
                Optional.empty()));
    return DecisionRecord.of(new Photo("photos", key, "v-" + key, "tag", 1), decision, NOON, 0);
  }

  private Photo add(String key, String rule, Cause cause, Instant now) {
    DecisionRecord record = record(key, rule);
    index.add(record, cause, now);
    return record.photo();
  }

  private void addMany(String folder, String rule, int count) {
    for (int i = 0; i < count; i++) {
      add(folder + i + ".jpg", rule, Cause.RULE, NOON);
    }
  }

  /** All parts of a list, one after the other. */
  private List<DeletionEntry> all(Choice choice, int most) {
    List<DeletionEntry> all = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      Page page = index.page(choice, after.get(), most);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(most);
      all.addAll(page.entries());
      after = page.next();
    }
    return all;
  }

  @Test
  void aDeletionIsListedUnderItsDayRuleAndCameraAndNamesItsPhoto() {
    Photo photo = add("line 1/cam-2/2026/11/24/a+b.jpg", "dark", Cause.RULE, NOON);
    List<DeletionEntry> entries = index.page(ALL, "", 60).entries();
    assertThat(entries)
        .containsExactly(new DeletionEntry(DAY, "rule-dark", "line 1/cam-2/", photo.fingerprint()));
    assertThat(entries.getFirst().rule()).contains("dark");
    assertThat(index.photo(entries.getFirst())).contains(photo);
  }

  @Test
  void theSameDeletionTriedAgainIsListedOnce() {
    add("a.jpg", "dark", Cause.RULE, NOON);
    add("a.jpg", "dark", Cause.RULE, NOON.plusSeconds(60));
    assertThat(index.counts(DAY)).containsExactly(new Count("rule-dark", "", 1));
  }

  @Test
  void daysAreInUtcAndTheLatestComesFirst() {
    add("a.jpg", "dark", Cause.RULE, Instant.parse("2026-11-24T23:59:59.999Z"));
    add("b.jpg", "dark", Cause.RULE, Instant.parse("2026-11-25T00:00:00Z"));
    put("deletions/notes/x");
    assertThat(index.days()).containsExactly(DAY, DAY.minusDays(1));
  }

  @Test
  void everyDeletionIsInOnePartWhateverIsChosen() {
    addMany("cam-1/", "dark", 7);
    addMany("cam-2/", "dark", 5);
    addMany("cam-1/", "empty", 6);
    add("cam-1/told.jpg", "dark", Cause.PERSON, NOON);
    for (int most = 1; most <= 20; most++) {
      assertThat(all(ALL, most)).hasSize(18).doesNotHaveDuplicates();
      assertThat(all(new Choice(DAY, Optional.of("rule-dark"), Optional.empty()), most))
          .hasSize(12)
          .doesNotHaveDuplicates();
      assertThat(all(new Choice(DAY, Optional.empty(), Optional.of("cam-1/")), most))
          .hasSize(13)
          .doesNotHaveDuplicates()
          .allMatch(entry -> entry.camera().equals("cam-1/"));
    }
    assertThat(all(new Choice(DAY, Optional.of("person"), Optional.empty()), 60))
        .extracting(DeletionEntry::by)
        .containsExactly("person");
    assertThat(index.page(new Choice(DAY.plusDays(1), Optional.empty(), Optional.empty()), "", 9))
        .isEqualTo(new Page(List.of(), Optional.empty()));
    assertThat(index.counts(DAY))
        .containsExactly(
            new Count("person", "cam-1/", 1),
            new Count("rule-dark", "cam-1/", 7),
            new Count("rule-dark", "cam-2/", 5),
            new Count("rule-empty", "cam-1/", 6));
  }

  @Test
  void theLongestNameFitsIntoAKeyAndIsFoundByIt() {
    assertThat(LONG.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(1000);
    Photo photo = add(LONG, "r".repeat(64), Cause.RULE, NOON);
    DeletionEntry entry = index.page(ALL, "", 60).entries().getFirst();
    assertThat(entry.fingerprint()).isEqualTo(photo.fingerprint());
    assertThat(entry.key().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024);
    String camera = LONG.substring(0, LONG.indexOf('/') + 1);
    assertThat(all(new Choice(DAY, Optional.empty(), Optional.of(camera)), 60))
        .containsExactly(entry);
    assertThat(all(new Choice(DAY, Optional.empty(), Optional.of(entry.camera())), 60))
        .containsExactly(entry);
  }

  @Test
  void foreignObjectsBetweenAreLeftOut() {
    Photo photo = add("a.jpg", "dark", Cause.RULE, NOON);
    put("deletions/2026-11-25/rule-dark/-/");
    put("deletions/2026-11-25/rule-dark/%zz/x");
    put("deletions/2026-11-25/rule-dark/x");
    assertThat(all(ALL, 1))
        .extracting(DeletionEntry::fingerprint)
        .containsExactly(photo.fingerprint());
    assertThat(index.counts(DAY)).containsExactly(new Count("rule-dark", "", 1));
  }

  private void put(String key) {
    bucket.s3().putObject(put -> put.bucket(TestBucket.NAME).key(key), RequestBody.fromString("x"));
  }
}
