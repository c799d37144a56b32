package io.boardsift.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boardsift.aws.PhotoHistory;
import io.boardsift.aws.PhotosBucket;
import io.boardsift.aws.PhotosBucket.ConditionalDelete;
import io.boardsift.aws.PhotosBucket.PhotoVersion;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.ResultsBucket.StoredDecision;
import io.boardsift.cli.DeploymentOption.OpenDeployment;
import io.boardsift.sift.ShadowFinding;
import io.boardsift.sift.records.DecisionRecord;
import io.boardsift.sift.records.Verdict;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code boardsift show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows where one photo is, what was decided on it and why, and what people said; of"
            + " each of its versions, the newest first. Of a running \"boardsift up\", or else of"
            + " the last \"run\" or \"demo\"; with --results of a deployment on AWS.")
final class ShowCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Parameters(paramLabel = "KEY", description = "the photo's key in the photos bucket")
  private String key;

  @Mixin private DeploymentOption deployment;
  @Mixin private Output output;

  @Override
  public Integer call() {
    try (OpenDeployment open = deployment.open(false)) {
      PhotosBucket photos = new PhotosBucket(open.s3(), ConditionalDelete.BY_S3);
      ResultsBucket results = new ResultsBucket(open.s3(), open.resultsBucket());
      List<PhotoVersion> versions = photos.versions(open.photosBucket(), key);
      if (versions.isEmpty()) {
        throw CommandException.badInput(
            key + ": nothing was uploaded under this key, or it is no longer kept");
      }
      ObjectNode json = MAPPER.createObjectNode();
      json.put("photo", key);
      json.put("bucket", open.photosBucket());
      ArrayNode list = json.putArray("versions");
      for (PhotoVersion version : versions) {
        PhotoHistory history = PhotoHistory.of(version, photos, results);
        print(history);
        list.add(history.toJson());
      }
      output.json(json);
      return 0;
    } catch (SdkException e) {
      throw deployment.refused(e);
    }
  }

  private void print(PhotoHistory history) {
    PhotoVersion version = history.version();
    PrintWriter out = output.text();
    out.printf(
        Locale.ROOT,
        "%s  version %s, uploaded %s, %,d bytes%n",
        key,
        version.photo().versionId(),
        version.uploadedAt(),
        version.photo().size());
    line("now", history.state().words());
    history.known().decision().ifPresent(this::print);
    history.known().facts().verdict().ifPresent(this::print);
    out.println();
  }

  private void print(StoredDecision stored) {
    DecisionRecord record = stored.record();
    if (stored.isDamaged()) {
      line("decision", record.reason());
      return;
    }
    line(
        "decision",
        "%s by %s, %s"
            .formatted(
                record.outcome().name().toLowerCase(Locale.ROOT),
                record.by().word(),
                record.decidedAt()));
    record.rule().ifPresent(rule -> line("rule", rule + "  (rules " + record.rulesVersion() + ")"));
    line("reason", record.reason());
    record.model().ifPresent(model -> line("model", model.reason()));
    record.shadow().ifPresent(shadow -> line("in shadow", words(shadow)));
    record
        .deletion()
        // Without a time it says only that a marker found there would be ours.
        .filter(trace -> !trace.at().equals(Instant.EPOCH))
        .ifPresent(
            trace ->
                line(
                    "deletion",
                    (trace.isDone() ? "carried out" : "begun")
                        + " on the word of a "
                        + trace.cause().word()
                        + ", "
                        + trace.at()));
    record
        .restored()
        .ifPresent(restored -> line("restored", restored.why() + ", " + restored.at()));
  }

  private static String words(ShadowFinding shadow) {
    String call = shadow.wouldDelete() ? "would delete: " : "would not delete: ";
    return (shadow.isTold() ? call : "cannot be told: ")
        + shadow.reason()
        + shadow.rule().map(rule -> ", rule " + rule).orElse("")
        + "  (rules "
        + shadow.rulesVersion()
        + ")";
  }

  private void print(Verdict verdict) {
    String by = verdict.by().isEmpty() ? "" : " by " + verdict.by();
    line("answer", verdict.answer().label() + by + ", " + verdict.at());
    if (!verdict.defect().isNone()) {
      line("broken", verdict.defect().inWords());
    }
  }

  private void line(String name, String text) {
    output.text().printf("  %-9s %s%n", name, text);
  }
}
