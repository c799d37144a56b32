package io.boardsift.cli;

import io.boardsift.aws.BucketCheck;
import io.boardsift.aws.BucketCheck.Lack;
import io.boardsift.aws.Clients;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;

/** {@code boardsift check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a bucket with photos lacks before Boardsift can be attached to it, with the"
          + " command that fixes it, and the parameters to deploy with. Changes nothing.",
      "Uses the credentials and the region of your environment. Exit code 1 if something lacks that"
          + " is needed."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "s3://BUCKET[/PREFIX]",
      description = "the bucket, and how the keys of its photos begin if not all are photos")
  private String place;

  @Mixin private Output output;

  @Override
  public Integer call() {
    S3Place at = S3Place.parse("check", place);
    try (S3Client s3 = Clients.s3()) {
      Optional<String> region = region(s3, at.bucket());
      BucketCheck check = new BucketCheck(s3, at.bucket(), at.prefix());
      List<Lack> lacks =
          Stream.concat(check.lacksAttachedOrMade().stream(), check.surprises().stream()).toList();
      Map<String, String> parameters = parameters(s3, at);
      print(lacks, region, parameters);
      boolean isReady = lacks.stream().noneMatch(Lack::isNeeded);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("bucket", at.bucket());
      json.put("prefix", at.prefix());
      json.put("region", region.orElse(""));
      json.put("ready", isReady);
      json.put("lacks", lacks.stream().map(CheckCommand::json).toList());
      json.put("parameters", parameters);
      output.json(json);
      return isReady ? 0 : 1;
    } catch (SdkException e) {
      throw CommandException.badInput(place + ": " + AwsRefusal.words(e));
    }
  }

  /**
   * The bucket's region, if S3 tells it.
   *
   * @throws CommandException if the bucket is not there, is in another region, or may not be seen
   */
  private Optional<String> region(S3Client s3, String bucket) {
    try {
      return Optional.ofNullable(s3.headBucket(head -> head.bucket(bucket)).bucketRegion());
    } catch (S3Exception e) {
      // Answers to HEAD have no words.
      throw CommandException.badInput(
          place
              + switch (e.statusCode()) {
                case 301 -> ": is in another region; set AWS_REGION to it";
                case 403 -> ": you may not see it; s3:ListBucket on the bucket is needed";
                case 404 -> ": there is no such bucket";
                default -> ": " + AwsRefusal.words(e);
              });
    }
  }

  private void print(List<Lack> lacks, Optional<String> region, Map<String, String> parameters) {
    PrintWriter out = output.text();
    for (Lack lack : lacks) {
      out.printf(
          "%-8s %s%n%-8s %s%n%n",
          lack.isNeeded() ? "needed" : "advised", lack.what(), "", lack.fix());
    }
    if (lacks.isEmpty()) {
      out.printf("Nothing is missing.%n%n");
    }
    out.printf(
        "Deploy%s with: %s%n",
        region.map(name -> " in " + name).orElse(""),
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }

  private static Map<String, Object> json(Lack lack) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", lack.what());
    json.put("fix", lack.fix());
    json.put("needed", lack.isNeeded());
    return json;
  }

  /** The template's parameters for this bucket. */
  private static Map<String, String> parameters(S3Client s3, S3Place at) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("PhotosBucket", at.bucket());
    if (!at.prefix().isEmpty()) {
      parameters.put("PhotosPrefix", at.prefix());
    }
    key(s3, at.bucket()).ifPresent(key -> parameters.put("PhotosKeyArn", key));
    return parameters;
  }

  /** S3 tells a key as it was given; the shell finds the ARN of one that was given otherwise. */
  private static String asArn(String key) {
    return key.startsWith("arn:") && key.contains(":key/")
        ? key
        : "$(aws kms describe-key --key-id %s --query KeyMetadata.Arn --output text)"
            .formatted(key);
  }

  /** A KMS key of the account's own; S3's lets everybody read who may read the photos. */
  private static Optional<String> key(S3Client s3, String bucket) {
    try {
      return s3
          .getBucketEncryption(get -> get.bucket(bucket))
          .serverSideEncryptionConfiguration()
          .rules()
          .stream()
          .map(rule -> rule.applyServerSideEncryptionByDefault())
          .filter(byDefault -> byDefault != null && byDefault.kmsMasterKeyID() != null)
          .filter(byDefault -> byDefault.sseAlgorithm() != ServerSideEncryption.AES256)
          .map(ServerSideEncryptionByDefault::kmsMasterKeyID)
          .filter(key -> !key.endsWith("alias/aws/s3"))
          .map(CheckCommand::asArn)
          .findFirst();
    } catch (AwsServiceException e) {
      return Optional.empty();
    }
  }
}
