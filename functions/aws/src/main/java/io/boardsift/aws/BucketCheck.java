package io.boardsift.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;

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

  /** For how long a deleted photo has to be there at the least, in days. */
  private static final int LEAST_DAYS = 7;

  /** How the names of pictures end. */
  private static final Set<String> PICTURES =
      Set.of(
          "arw", "avif", "bmp", "cr2", "cr3", "dib", "dng", "gif", "heic", "heif", "j2k", "jfif",
          "jp2", "jpe", "jpeg", "jpf", "jpg", "jpx", "jxl", "nef", "orf", "pbm", "pef", "pgm",
          "png", "pnm", "ppm", "raf", "raw", "rw2", "srw", "tif", "tiff", "webp");

  /** As CloudFormation names the template's function, with the alias that S3 calls. */
  private static final Pattern STACKS_TRIAGE = Pattern.compile("-Triage-[A-Za-z0-9]+:live$");

  private static final Pattern ENDING = Pattern.compile("\\.([A-Za-z0-9]{1,12})$");

  /**
   * Asks S3 what a bucket lacks that a stack is attached to, the worst first; empty if nothing.
   * Such a stack hears of uploads by EventBridge alone.
   *
   * @throws NoSuchBucketException if there is no such bucket
   * @throws software.amazon.awssdk.core.exception.SdkClientException if S3 cannot be reached
   */
  public List<Lack> lacks() {
    return lacks(this::ofEvents);
  }

  /**
   * The same of a bucket of which that is not known: one that a stack has made tells triage of
   * uploads itself, and needs no EventBridge.
   *
   * @throws NoSuchBucketException if there is no such bucket
   * @throws software.amazon.awssdk.core.exception.SdkClientException if S3 cannot be reached
   */
  public List<Lack> lacksAttachedOrMade() {
    return lacks(this::ofEventsAttachedOrMade);
  }

  private List<Lack> lacks(
      Function<GetBucketNotificationConfigurationResponse, List<Lack>> ofEvents) {
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
            ofEvents));
    lacks.addAll(
        look("s3:GetLifecycleConfiguration", false, this::lifecycle, this::ofDeletedPhotos));
    return lacks;
  }

  /**
   * Looks for what need not be fixed, and may surprise: other files among the first thousand
   * objects, which would be judged as photos, too, and a copy of the bucket that hides photos for
   * good.
   *
   * @throws AwsServiceException if listing is refused
   */
  public List<Lack> surprises() {
    List<Lack> surprises = new ArrayList<>(otherFiles());
    surprises.addAll(
        look("s3:GetReplicationConfiguration", false, this::replication, this::ofCopies));
    return surprises;
  }

  private List<Lack> otherFiles() {
    Map<String, Long> byEnding =
        s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
            .flatMap(object -> ENDING.matcher(object.key()).results())
            .map(ending -> ending.group(1).toLowerCase(Locale.ROOT))
            .filter(ending -> !PICTURES.contains(ending))
            .collect(Collectors.groupingBy(ending -> ending, TreeMap::new, Collectors.counting()));
    if (byEnding.isEmpty()) {
      return List.of();
    }
    String found =
        byEnding.entrySet().stream()
            .map(ending -> "%d named .%s".formatted(ending.getValue(), ending.getKey()))
            .collect(Collectors.joining(", "));
    return List.of(
        new Lack(
            "Among the first thousand objects are files that may not be photos ("
                + found
                + "). Uploads of such files are judged as photos: text is deleted, others go to"
                + " people.",
            "Name a prefix that holds photos only, or take the rule not-a-photo out of the rules.",
            false));
  }

  private List<ReplicationRule> replication() {
    return unlessMissing(
        () ->
            s3.getBucketReplication(get -> get.bucket(bucket)).replicationConfiguration().rules());
  }

  private List<Lack> ofCopies(List<ReplicationRule> rules) {
    boolean copiesMarkers =
        rules.stream()
            .filter(rule -> rule.status() == ReplicationRuleStatus.ENABLED)
            .anyMatch(
                rule ->
                    // Rules of before there were filters copy all markers.
                    rule.filter() == null
                        || (rule.deleteMarkerReplication() != null
                            && rule.deleteMarkerReplication().status()
                                == DeleteMarkerReplicationStatus.ENABLED));
    return copiesMarkers
        ? List.of(
            new Lack(
                "Delete markers are replicated, and their removal is not: a photo that is brought"
                    + " back stays deleted in the copy.",
                "In the S3 console: Management, Replication rules, switch off delete marker"
                    + " replication for the photos.",
                false))
        : List.of();
  }

  private <T> List<Lack> look(
      String right, boolean isNeeded, Supplier<T> ask, Function<T, List<Lack>> judge) {
    try {
      return judge.apply(ask.get());
    } catch (NoSuchBucketException e) {
      throw e;
    } catch (AwsServiceException e) {
      String said =
          e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
      return List.of(
          new Lack(
              "Part of its set-up cannot be seen: " + said,
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
    return List.of(
        new Lack(
            "It does not tell EventBridge of uploads, so no photo is looked at.",
            commandForEventBridge(told),
            true));
  }

  private List<Lack> ofEventsAttachedOrMade(GetBucketNotificationConfigurationResponse told) {
    Optional<String> function =
        told.lambdaFunctionConfigurations().stream()
            .filter(this::isAboutAllUploads)
            .map(LambdaFunctionConfiguration::lambdaFunctionArn)
            // If there are several, that of a stack is the one to name.
            .max(Comparator.comparing(BucketCheck::looksLikeTriage));
    if (told.eventBridgeConfiguration() != null || function.isEmpty()) {
      return ofEvents(told);
    }
    String name = function.get().replaceFirst(".*:function:", "");
    String uploads = "Uploads are announced to the function " + name + ", and not to EventBridge. ";
    return List.of(
        looksLikeTriage(function.get())
            ? new Lack(
                uploads
                    + "By its name it is triage of the stack that made this bucket. Then nothing is"
                    + " missing, and there is nothing to attach.",
                "Only if it is not: " + commandForEventBridge(told),
                false)
            : new Lack(
                uploads
                    + "Unless it is triage of a stack that made this bucket, no photo is looked at.",
                commandForEventBridge(told),
                true));
  }

  private boolean isAboutAllUploads(LambdaFunctionConfiguration told) {
    return told.events().contains(Event.S3_OBJECT_CREATED)
        && (told.filter() == null
            || told.filter().key() == null
            || told.filter().key().filterRules().stream()
                .allMatch(
                    // S3 answers with capital letters, too.
                    rule ->
                        "prefix".equalsIgnoreCase(rule.nameAsString())
                            && prefix.startsWith(rule.value())));
  }

  private static boolean looksLikeTriage(String arn) {
    return STACKS_TRIAGE.matcher(arn).find();
  }

  private String commandForEventBridge(GetBucketNotificationConfigurationResponse told) {
    boolean tellsOthers =
        told.hasLambdaFunctionConfigurations()
            || told.hasQueueConfigurations()
            || told.hasTopicConfigurations();
    String put = "aws s3api put-bucket-notification-configuration --bucket " + bucket;
    return tellsOthers
        // The command replaces all that is there.
        ? ("aws s3api get-bucket-notification-configuration --bucket %s"
                + " | jq '. + {EventBridgeConfiguration: {}}' > told.json && %s"
                + " --notification-configuration file://told.json")
            .formatted(bucket, put)
        : put + " --notification-configuration '{\"EventBridgeConfiguration\": {}}'";
  }

  private List<LifecycleRule> lifecycle() {
    return unlessMissing(
        () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules());
  }

  /** S3 answers 404 to a question about what is not set up. */
  private static <T> List<T> unlessMissing(Supplier<List<T>> ask) {
    try {
      return ask.get();
    } catch (AwsServiceException e) {
      if (e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException)) {
        return List.of();
      }
      throw e;
    }
  }

  private List<Lack> ofDeletedPhotos(List<LifecycleRule> rules) {
    List<LifecycleRule> forgetting =
        rules.stream()
            .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
            .filter(rule -> rule.noncurrentVersionExpiration() != null)
            .toList();
    List<Lack> lacks = new ArrayList<>();
    forgetting.stream()
        .filter(rule -> isAboutSomePhotos(prefixOf(rule)))
        .min(Comparator.comparing(BucketCheck::days))
        .filter(rule -> days(rule) < LEAST_DAYS)
        .ifPresent(
            rule ->
                lacks.add(
                    new Lack(
                        ("Its lifecycle rule %s forgets old versions after %d days, and deleted"
                                + " photos with them: that is too soon to notice a mistake.")
                            .formatted(rule.id(), days(rule)),
                        "In the S3 console: Management, rule %s, at least %d days, better 30."
                            .formatted(rule.id(), LEAST_DAYS),
                        true)));
    if (forgetting.stream().noneMatch(this::isAboutAllPhotos)) {
      lacks.add(
          new Lack(
              "No lifecycle rule forgets old versions, so deleted photos are kept and paid for, for"
                  + " ever.",
              "In the S3 console: Management, Create lifecycle rule%s, \"Permanently delete noncurrent"
                      .formatted(prefix.isEmpty() ? "" : " (prefix " + prefix + ")")
                  + " versions\" after the days in which deletions are to be undone, such as 30, and"
                  + " \"Delete expired object delete markers\".",
              false));
    }
    return lacks;
  }

  private static int days(LifecycleRule rule) {
    Integer days = rule.noncurrentVersionExpiration().noncurrentDays();
    return days == null ? Integer.MAX_VALUE : days;
  }

  private boolean isAboutSomePhotos(String others) {
    return prefix.startsWith(others) || others.startsWith(prefix);
  }

  private boolean isAboutAllPhotos(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    boolean isNarrower =
        filter != null
            && (filter.tag() != null
                || filter.and() != null
                || filter.objectSizeGreaterThan() != null
                || filter.objectSizeLessThan() != null);
    return !isNarrower && prefix.startsWith(prefixOf(rule));
  }

  /** How the keys begin that a rule is about. */
  @SuppressWarnings("deprecation") // rules of before there were filters have their prefix there
  private static String prefixOf(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    String found =
        filter == null
            ? rule.prefix()
            : filter.and() == null ? filter.prefix() : filter.and().prefix();
    return found == null ? "" : found;
  }
}
