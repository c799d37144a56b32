package io.boardsift.console;

import io.boardsift.aws.CheckIndex.Checked;
import io.boardsift.aws.ConditionalObject;
import io.boardsift.aws.ConditionalObject.State;
import io.boardsift.aws.DeletionIndex.Count;
import io.boardsift.aws.GuardObject;
import io.boardsift.aws.Mode;
import io.boardsift.aws.ModelPlace;
import io.boardsift.aws.ResultsBucket;
import io.boardsift.aws.Settings;
import io.boardsift.sift.guard.GuardState;
import io.boardsift.sift.model.ModelMode;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import software.amazon.awssdk.services.s3.S3Client;

/** What a deployment does, and what is stopped, as its owner's page shows it. */
final class DeploymentState {
  /** Days of deletions and checks that are counted. */
  private static final int DAYS = 7;

  /** Today; and yesterday, since clocks differ. */
  private static final int UNFINISHED = 2;

  /** The share of intervals that do not hold what they are to hold. */
  private static final double ERROR = 0.05;

  private final Mode mode;
  private final Optional<Model> model;
  private final Optional<String> dashboard;
  private final ConditionalObject rules;
  private final ConditionalObject rulesInShadow;
  private final GuardObject guard;
  private final ResultsBucket results;
  private final TasksQueue tasks;
  private final InstantSource clock;

  /** Counts of days on which nothing is deleted any more: each takes a request for a thousand. */
  private final Map<LocalDate, DayCounts> finished = new ConcurrentHashMap<>();

  private DeploymentState(
      Mode mode,
      Optional<Model> model,
      Optional<String> dashboard,
      ConditionalObject rules,
      ConditionalObject rulesInShadow,
      GuardObject guard,
      ResultsBucket results,
      TasksQueue tasks,
      InstantSource clock) {
    this.mode = Objects.requireNonNull(mode);
    this.model = Objects.requireNonNull(model);
    this.dashboard = Objects.requireNonNull(dashboard);
    this.rules = Objects.requireNonNull(rules);
    this.rulesInShadow = Objects.requireNonNull(rulesInShadow);
    this.guard = Objects.requireNonNull(guard);
    this.results = Objects.requireNonNull(results);
    this.tasks = Objects.requireNonNull(tasks);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Reads the settings RESULTS_BUCKET, MODE (observe or delete; observe), those of {@link
   * ModelPlace}, MODEL_MODE (shadow or obey; shadow) and DASHBOARD_URL (where CloudWatch shows
   * alarms; none). All functions of a deployment have the same ones.
   *
   * @throws io.boardsift.aws.SettingException naming the setting that is wrong
   */
  static DeploymentState of(
      Settings settings,
      S3Client s3,
      GuardObject guard,
      ResultsBucket results,
      TasksQueue tasks,
      InstantSource clock) {
    String bucket = settings.required("RESULTS_BUCKET");
    return new DeploymentState(
        settings.choice("MODE", Mode.OBSERVE),
        Model.of(settings),
        settings.optional("DASHBOARD_URL"),
        new ConditionalObject(s3, bucket, ResultsBucket.RULES),
        new ConditionalObject(s3, bucket, ResultsBucket.RULES_IN_SHADOW),
        guard,
        results,
        tasks,
        clock);
  }

  /**
   * A model that triage asks.
   *
   * @param place where it runs, in words
   * @param mode whether it is obeyed or only asked
   */
  record Model(String place, String mode) {
    static Optional<Model> of(Settings settings) {
      String mode = word(settings.choice("MODEL_MODE", ModelMode.SHADOW));
      return switch (ModelPlace.of(settings)) {
        case NONE -> Optional.empty();
        case IN_FUNCTION -> Optional.of(new Model("In triage itself", mode));
        case ENDPOINT ->
            Optional.of(new Model("Endpoint " + settings.required("MODEL_ENDPOINT"), mode));
      };
    }
  }

  /**
   * Deletions that are stopped.
   *
   * @param prefix to lift it by
   * @param words whose, for people
   * @param since when
   * @param photos how many were looked at
   * @param deleted how many of them rules deleted
   * @param rule that deleted most of them
   */
  record Stopped(String prefix, String words, String since, int photos, int deleted, String rule) {}

  /**
   * What the runaway guard says.
   *
   * @param trouble why nobody knows, and everything is stopped; else null
   */
  record Guard(List<Stopped> stopped, String trouble) {}

  /**
   * The rules in force.
   *
   * @param address where a file of the owner's is, or would be
   * @param isShipped whether they are those that come with Boardsift
   * @param version null where they are refused
   * @param trouble why they are refused, so that people see every photo; else null
   */
  record Rules(String address, boolean isShipped, String version, String text, String trouble) {}

  /**
   * Rules that are asked besides those in force, and not obeyed.
   *
   * @param since when they were put there
   * @param version null where they are refused
   * @param trouble why they are refused, so that none are asked; else null
   */
  record ShadowRules(String since, String version, String trouble) {}

  /** A day's deletions in UTC, by whose word ({@code rule-…}, {@code person}). */
  record DayCounts(String day, Map<String, Integer> deletions) {}

  /**
   * How often a rule is wrong, on what people saw of the photos whose deletion it called for.
   *
   * @param by on whose word ({@code rule-…})
   * @param wrong how many of them were boards
   * @param checked how many people saw, as an audit or while observing
   * @param low where the exact 95 % interval of the share begins (Clopper and Pearson); 0 where
   *     nothing is checked
   * @param high where it ends; 1 where nothing is checked
   */
  record Accuracy(String by, int wrong, int checked, double low, double high) {
    static Accuracy of(String by, Checked checked) {
      if (checked.total() == 0) {
        return new Accuracy(by, 0, 0, 0, 1);
      }
      var interval =
          BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
              checked.total(), checked.wrong(), ERROR);
      return new Accuracy(
          by, checked.wrong(), checked.total(), interval.getLowerBound(), interval.getUpperBound());
    }
  }

  /**
   * All of it.
   *
   * @param mode observe or delete
   * @param model null where there is none
   * @param waiting about how many photos wait for people
   * @param shadow rules in shadow; null where there are none
   * @param days the last seven, the latest first
   * @param accuracy of the rules in these days
   * @param dashboard address of CloudWatch's page; null where there is none
   */
  record Report(
      String mode,
      Model model,
      long waiting,
      Guard guard,
      Rules rules,
      ShadowRules shadow,
      List<DayCounts> days,
      List<Accuracy> accuracy,
      String dashboard) {}

  Report read() {
    return new Report(
        word(mode),
        model.orElse(null),
        tasks.size(),
        guard(),
        rules(),
        rulesInShadow.read().map(this::shadow).orElse(null),
        days(),
        accuracy(),
        dashboard.orElse(null));
  }

  private Guard guard() {
    return switch (guard.current()) {
      case GuardObject.Known(GuardState state) ->
          new Guard(
              state.stops().stream()
                  .map(
                      stop ->
                          new Stopped(
                              stop.prefix(),
                              stop.words(),
                              stop.at().toString(),
                              stop.photos(),
                              stop.deleted(),
                              stop.rule()))
                  .toList(),
              null);
      case GuardObject.Damaged(String reason) -> new Guard(List.of(), reason);
    };
  }

  private Rules rules() {
    Optional<byte[]> own = rules.read().map(State::bytes);
    byte[] content = own.orElseGet(RuleFile::shippedContent);
    String text = new String(content, StandardCharsets.UTF_8);
    try {
      String version = RuleFile.parse(rules.address(), content).version();
      return new Rules(rules.address(), own.isEmpty(), version, text, null);
    } catch (RuleFileException e) {
      return new Rules(rules.address(), false, null, text, e.getMessage());
    }
  }

  private ShadowRules shadow(State file) {
    String since = file.writtenAt().toString();
    try {
      String version = RuleFile.parse(rulesInShadow.address(), file.bytes()).version();
      return new ShadowRules(since, version, null);
    } catch (RuleFileException e) {
      return new ShadowRules(since, null, e.getMessage());
    }
  }

  private Stream<LocalDate> lastDays() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Stream.iterate(today, day -> day.minusDays(1)).limit(DAYS);
  }

  private List<Accuracy> accuracy() {
    Map<String, Checked> sum = new TreeMap<>();
    lastDays()
        .forEach(
            day ->
                results
                    .checks()
                    .counts(day)
                    .forEach((by, checked) -> sum.merge(by, checked, Checked::plus)));
    return sum.entrySet().stream().map(one -> Accuracy.of(one.getKey(), one.getValue())).toList();
  }

  private List<DayCounts> days() {
    List<LocalDate> days = lastDays().toList();
    finished.keySet().retainAll(days);
    return days.stream()
        .map(
            day ->
                days.indexOf(day) < UNFINISHED
                    ? day(day)
                    : finished.computeIfAbsent(day, this::day))
        .toList();
  }

  private DayCounts day(LocalDate day) {
    return new DayCounts(
        day.toString(),
        results.deletions().counts(day).stream()
            .collect(
                Collectors.groupingBy(
                    Count::by, TreeMap::new, Collectors.summingInt(Count::deletions))));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
