package io.boardsift.soak;

import io.boardsift.aws.Mode;
import io.boardsift.local.Closer;
import io.boardsift.local.LocalDeployment;
import io.boardsift.local.RetryTiming;
import io.boardsift.sift.guard.RunawayThreshold;
import io.boardsift.soak.accounting.Account;
import io.boardsift.soak.accounting.Accountant;
import io.boardsift.soak.accounting.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Sends photos through a whole deployment while everything goes wrong that can, waits until it has
 * come to rest, and accounts for every uploaded version.
 */
public final class Soak {
  /**
   * Quick, with the visibility below the grace, and with several batches of a queue at once, as
   * deployments have them.
   */
  private static final RetryTiming PACE =
      new RetryTiming(
          Duration.ofSeconds(1), 12, Duration.ofMillis(50), Duration.ofSeconds(1), 4, 6);

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final double AUDITS = 0.05;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SoakPlan plan;
  private final BiConsumer<LocalDeployment, Ledger> sabotage;
  private final Consumer<String> stage;
  private final Runnable uploaded;
  private final FaultCounts counts = new FaultCounts();
  private final SoakContext turmoil;
  private final Closer closer = new Closer();

  /**
   * A soak.
   *
   * @param stage told what is being done
   * @param uploaded called after each upload
   */
  public Soak(SoakPlan plan, Consumer<String> stage, Runnable uploaded) {
    this(plan, stage, uploaded, (deployment, ledger) -> {});
  }

  /**
   * The same with something broken on purpose at the end, to see that the accountant finds it.
   *
   * @param sabotage done when all is at rest
   */
  Soak(
      SoakPlan plan,
      Consumer<String> stage,
      Runnable uploaded,
      BiConsumer<LocalDeployment, Ledger> sabotage) {
    this.plan = plan;
    this.stage = stage;
    this.uploaded = uploaded;
    this.sabotage = sabotage;
    Dice dice = new Dice(plan.seed());
    this.turmoil =
        new SoakContext(
            dice,
            new Weather(counts, !plan.isChaos()),
            counts,
            new Album(dice.of("album")),
            new Ledger());
  }

  /** Runs it, once. */
  public SoakResult run() throws InterruptedException {
    try (closer) {
      return soak();
    }
  }

  private SoakResult soak() throws InterruptedException {
    FaultyHost host =
        closer.add(new FaultyHost(turmoil.weather(), counts, turmoil.dice().of("host")));
    LocalDeployment deployment = closer.add(LocalDeployment.start(deploymentPlan(host)));
    Uploads uploads = closer.add(new Uploads(deployment, host, turmoil));
    SoakReviewers reviewers = closer.add(new SoakReviewers(deployment, uploads, turmoil));
    Restorer restorer = closer.add(new Restorer(deployment, turmoil));
    Backlog backlog = new Backlog(deployment);
    Later later = closer.add(new Later("programme"));
    Rest rest =
        new Rest(
            deployment,
            () ->
                host.isDelivering()
                    || uploads.isPending()
                    || later.isPending()
                    || reviewers.isPending());
    SoakSchedule programme =
        new SoakSchedule(
            plan.photos(),
            turmoil,
            host,
            new Forger(deployment, turmoil),
            new RecordDamage(deployment, turmoil),
            restorer,
            later);
    long start = System.nanoTime();
    reviewers.start();
    for (int i = 0; i < plan.photos(); i++) {
      backlog.await(i);
      uploads.upload(i);
      uploaded.run();
      if (plan.isChaos()) {
        programme.at((i + 1.0) / plan.photos());
      }
    }
    stage.accept("all is uploaded; faults stop when all events have come");
    boolean isAtRest = comeToRest(host, later, rest, restorer, reviewers);
    sabotage.accept(deployment, turmoil.ledger());
    stage.accept("accounting for every version");
    Account account = account(deployment);
    return new SoakResult(
        plan, account, counts.all(), Duration.ofNanos(System.nanoTime() - start), isAtRest);
  }

  private boolean comeToRest(
      FaultyHost host, Later later, Rest rest, Restorer restorer, SoakReviewers reviewers)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while ((host.isDelivering() || later.isPending()) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    turmoil.weather().calmDown();
    host.mode(Mode.DELETE);
    stage.accept("all faults have stopped; waiting until nothing moves");
    boolean isAtRest = rest.await(PATIENCE);
    if (plan.isChaos()) {
      restorer.restore(Math.max(2, plan.photos() / 100));
      reviewers.lookAgain();
      isAtRest &= rest.await(PATIENCE);
    }
    reviewers.goHome();
    return isAtRest;
  }

  private LocalDeployment.Plan deploymentPlan(FaultyHost host) {
    return new LocalDeployment.Plan(
        plan.folder(),
        0,
        Mode.DELETE,
        AUDITS,
        Optional.of(Album.RULES.getBytes(StandardCharsets.UTF_8)),
        GRACE,
        Optional.empty(),
        RunawayThreshold.OFF,
        true,
        PACE,
        Optional.of(host));
  }

  private Account account(LocalDeployment deployment) {
    return new Accountant(
            deployment.s3(),
            deployment.sqs(),
            LocalDeployment.PHOTOS,
            LocalDeployment.RESULTS,
            Map.of(
                "review",
                deployment.reviewQueue(),
                "tasks",
                deployment.tasksQueue(),
                "verdicts",
                deployment.verdictsQueue(),
                "failures",
                deployment.failuresQueue(),
                "given up",
                deployment.givenUpQueue()),
            deployment.deadLetters(),
            turmoil.ledger())
        .account();
  }
}
