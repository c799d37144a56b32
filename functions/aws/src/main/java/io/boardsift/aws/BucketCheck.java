package io.boardsift.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Looks whether a bucket that exists is set up as Boardsift needs it. It asks only, and changes
 * nothing: the bucket is its owner's.
 *
 * @param s3 with the rights s3:GetBucketVersioning, s3:GetBucketNotification and
 *     s3:GetLifecycleConfiguration
 * @param prefix how the keys of the photos begin; empty for all
 */
public record BucketCheck(S3Client s3, String bucket, String prefix) {
  /**
   * Something that a bucket lacks.
   *
   * @param what it lacks, and what comes of that
   * @param fix what to do, a command where there is one
   * @param isNeeded whether photos are not looked at, or not deleted, or not restorable, without it
   */
  public record Lack(String what, String fix, boolean isNeeded) {}

  private static final int NOT_FOUND = 404;

  /** How the names of files end that may lie among photos. */
  private static final Set<String> NO_PHOTOS =
      Set.of(
          "avi", "csv", "db", "doc", "docx", "gz", "htm", "html", "ini", "json", "log", "md", "mov",
          "mp4", "parquet", "pdf", "tar", "tsv", "txt", "xls", "xlsx", "xml", "yaml", "yml", "zip");

  /**
   * Asks S3 what the bucket lacks, the worst first; empty if nothing.
   *
   * @throws NoSuchBucketException if there is no such bucket
   * @throws software.amazon.awssdk.core.exception.SdkClientException if S3 cannot be reached
   */
  public List<Lack> lacks() {
    List<Lack> lacks = new ArrayList<>();
    lacks.addAll(
        look(
            "s3:GetBucketVersioning",
            true,
            () -> s3.getBucketVersioning(get -> get.bucket(bucket)),
            this::ofVersions));
    lacks.addAll(
        look(
            "s3:GetBucketNotification",
            true,
            () -> s3.getBucketNotificationConfiguration(get -> get.bucket(bucket)),
            this::ofEvents));
    lacks.addAll(
        look("s3:GetLifecycleConfiguration", false, this::lifecycle, this::ofDeletedPhotos));
    return lacks;
  }

  /**
   * Looks at the names of the first thousand objects: files that are not photos would be judged as
   * photos, too, and a rule deletes them.
   *
   * @return what to do about them; empty if there are none
   * @throws AwsServiceException if listing is refused
   */
  public Optional<Lack> otherFiles() {
    Map<String, Long> byEnding =
        s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
            .map(object -> object.key().replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT))
            .filter(NO_PHOTOS::contains)
            .collect(Collectors.groupingBy(ending -> ending, TreeMap::new, Collectors.counting()));
    if (byEnding.isEmpty()) {
      return Optional.empty();
    }
    String found =
        byEnding.entrySet().stream()
            .map(ending -> "%d named .%s".formatted(ending.getValue(), ending.getKey()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        new Lack(
            "Among the first thousand objects are files that are not photos ("
                + found
                + "): they would be judged as photos, and deleted as none.",
            "Name a prefix that holds photos only, or take the rule not-a-photo out of the rules.",
            false));
  }

  private <T> List<Lack> look(
      String right, boolean isNeeded, Supplier<T> ask, Function<T, List<Lack>> judge) {
    try {
      return judge.apply(ask.get());
    } catch (NoSuchBucketException e) {
      throw e;
    } catch (AwsServiceException e) {
      return List.of(
          new Lack(
              "Part of its set-up cannot be seen: " + e.awsErrorDetails().errorMessage(),
              "Allow " + right + " on the bucket.",
              isNeeded));
    }
  }

  private List<Lack> ofVersions(GetBucketVersioningResponse versions) {
    if (versions.status() != BucketVersioningStatus.ENABLED) {
      return List.of(
          new Lack(
              "It keeps no versions, so a deletion could not be undone, and nothing is deleted.",
              "aws s3api put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled"
                  .formatted(bucket),
              true));
    }
    if (versions.mfaDelete() == MFADeleteStatus.ENABLED) {
      return List.of(
          new Lack(
              "Its versions are removed only with MFA, and so are delete markers: a deletion could"
                  + " not be undone.",
              "As the account's root user: aws s3api put-bucket-versioning --bucket %s --mfa"
                      .formatted(bucket)
                  + " \"SERIAL CODE\" --versioning-configuration Status=Enabled,MFADelete=Disabled",
              true));
    }
    return List.of();
  }

  private List<Lack> ofEvents(GetBucketNotificationConfigurationResponse told) {
    if (told.eventBridgeConfiguration() != null) {
      return List.of();
    }
    boolean tellsOthers =
        told.hasLambdaFunctionConfigurations()
            || told.hasQueueConfigurations()
            || told.hasTopicConfigurations();
    String put = "aws s3api put-bucket-notification-configuration --bucket " + bucket;
    return List.of(
        new Lack(
            "It does not tell EventBridge of uploads, so no photo is looked at.",
            tellsOthers
                // The command replaces all that is there.
                ? ("aws s3api get-bucket-notification-configuration --bucket %s"
                        + " | jq '. + {EventBridgeConfiguration: {}}' > told.json && %s"
                        + " --notification-configuration file://told.json")
                    .formatted(bucket, put)
                : put + " --notification-configuration '{\"EventBridgeConfiguration\": {}}'",
            true));
  }

  private List<LifecycleRule> lifecycle() {
    try {
      GetBucketLifecycleConfigurationResponse found =
          s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket));
      return found.rules();
    } catch (AwsServiceException e) {
      if (e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException)) {
        return List.of();
      }
      throw e;
    }
  }

  private List<Lack> ofDeletedPhotos(List<LifecycleRule> rules) {
    boolean forgets =
        rules.stream()
            .anyMatch(
                rule ->
                    rule.status() == ExpirationStatus.ENABLED
                        && rule.noncurrentVersionExpiration() != null
                        && isAboutAllPhotos(rule));
    return forgets
        ? List.of()
        : List.of(
            new Lack(
                "No lifecycle rule forgets old versions, so deleted photos are kept and paid for,"
                    + " for ever.",
                "In the S3 console: Management, Create lifecycle rule%s, \"Permanently delete"
                        .formatted(prefix.isEmpty() ? "" : " (prefix " + prefix + ")")
                    + " noncurrent versions\" after the days in which deletions are to be undone,"
                    + " such as 30, and \"Delete expired object delete markers\".",
                false));
  }

  @SuppressWarnings("deprecation") // rules of before there were filters have their prefix there
  private boolean isAboutAllPhotos(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return isWithin(rule.prefix());
    }
    return filter.tag() == null
        && filter.and() == null
        && filter.objectSizeGreaterThan() == null
        && filter.objectSizeLessThan() == null
        && isWithin(filter.prefix());
  }

  private boolean isWithin(String others) {
    return others == null || prefix.startsWith(others);
  }
}
