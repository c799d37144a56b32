package io.boardsift.cli;

import io.boardsift.aws.Mode;
import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.s3.Durability;
import io.boardsift.local.ConsoleServer;
import io.boardsift.local.DataFolder;
import io.boardsift.local.GuideFolder;
import io.boardsift.local.Hosting;
import io.boardsift.local.LocalDeployment;
import io.boardsift.local.PhotoFiles;
import io.boardsift.local.RunResult;
import io.boardsift.local.Submission;
import io.boardsift.sift.guard.RunawayThreshold;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Keeps the embedded S3 and SQS, the functions and the labeling console running, until Ctrl-C."
            + " All of it listens on this machine only.")
final class UpCommand implements Callable<Integer> {
  /** Where the buckets lie while nothing was said about keeping them. */
  static final Path DATA = Path.of(".boardsift", "up");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "the labeling console's port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--s3-port",
      paramLabel = "N",
      defaultValue = "9000",
      description = "the S3 endpoint's port, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int s3Port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep everything here over restarts (default: .boardsift/up, emptied at each start)")
  private Path data;

  @Option(
      names = "--photos",
      paramLabel = "DIR",
      description = "upload all photos of this folder once all is up")
  private Path photos;

  @Option(
      names = "--guide",
      paramLabel = "DIR",
      description =
          "what reviewers are told: instructions.md, defects.txt, pictures in examples and"
              + " references (docs/CONSOLE.md)")
  private Path guide;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "observe",
      converter = PipelineOptions.ModeConverter.class,
      completionCandidates = PipelineOptions.Modes.class,
      description =
          "observe: delete nothing, only record; delete: what the rules call for, restorably"
              + " (default: ${DEFAULT-VALUE})")
  private Mode mode;

  @Option(
      names = "--runaway-share",
      paramLabel = "SHARE",
      defaultValue = "0.6",
      description =
          "deletions stop by themselves once rules delete more than this share of at least 50"
              + " photos, of one camera or of all; 1 never stops them (default: ${DEFAULT-VALUE})")
  private double runawayShare;

  @Mixin private KeyOptions keys;
  @Mixin private RulesOption rules;
  @Mixin private ModelOptions model;
  @Mixin private Output output;

  @Override
  public Integer call() throws InterruptedException {
    checkFolder("--photos", photos);
    checkFolder("--guide", guide);
    checkPort("--port", port);
    checkPort("--s3-port", s3Port);
    if (!(runawayShare >= 0 && runawayShare <= 1)) {
      throw CommandException.badInput(
          "--runaway-share " + runawayShare + ": a share is a number from 0 to 1");
    }
    Hosting hosting =
        new Hosting(
            keys.account(), data == null ? Durability.PROCESS : Durability.POWER, this::tellNews);
    Path folder = data == null ? DATA : data;
    CountDownLatch stopped = new CountDownLatch(1);
    try (DataFolder held = data == null ? DataFolder.openEmpty(folder) : DataFolder.open(folder)) {
      FunctionLog.to(held.resolve("functions.log"));
      LocalDeployment.Plan plan =
          new LocalDeployment.Plan(
              held.resolve("s3"),
              s3Port,
              mode,
              LocalDeployment.AUDIT_RATE,
              rules.content(),
              LocalDeployment.GRACE,
              model.plan(),
              new RunawayThreshold(runawayShare, RunawayThreshold.DEFAULT.photos()));
      try (LocalDeployment deployment = LocalDeployment.start(plan, hosting);
          ConsoleServer console = ConsoleServer.start(deployment, port)) {
        new RunningDeployment(
                deployment.s3Endpoint(),
                deployment.sqsEndpoint(),
                deployment.reviewQueue(),
                deployment.failuresQueue(),
                hosting.account())
            .write(folder);
        if (guide != null) {
          GuideFolder.put(guide, deployment.s3(), this::tellNews);
        }
        tell(deployment, console, folder);
        upload(deployment);
        untilInterrupted(stopped);
        output.err().println("Stopping: what is under way is finished or kept.");
        RunningDeployment.forget(folder);
      }
    } catch (IllegalStateException e) {
      throw CommandException.badInput(e.getMessage());
    } finally {
      stopped.countDown();
    }
    return 130;
  }

  private void tellNews(String news) {
    output.err().println(news);
    output.err().flush();
  }

  private static void checkFolder(String option, Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw CommandException.badInput(option + " " + folder + ": there is no such folder");
    }
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw CommandException.badInput(option + " " + port + ": a port is a number from 0 to 65535");
    }
  }

  private void tell(LocalDeployment deployment, ConsoleServer console, Path folder) {
    URI s3 = deployment.s3Endpoint();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("console", console.address().toString());
    json.put("s3", s3.toString());
    json.put("photosBucket", LocalDeployment.PHOTOS);
    json.put("resultsBucket", LocalDeployment.RESULTS);
    LocalAccount account = deployment.account();
    json.put("accessKey", account.accessKey());
    json.put("secretKey", account.secretKey());
    json.put("region", LocalAccount.REGION);
    json.put("mode", mode.name().toLowerCase(Locale.ROOT));
    json.put("data", folder.toString());
    output.secretJson(json);
    PrintWriter out = output.text();
    out.println(
        "Boardsift is up, for this machine only (nobody has to sign in, so nobody else may).");
    out.println();
    out.println("  Labeling console   " + console.address());
    out.println("  S3 endpoint        " + s3);
    out.println(
        "  Buckets            "
            + LocalDeployment.PHOTOS
            + " (upload here), "
            + LocalDeployment.RESULTS);
    out.println(
        "  Credentials        "
            + account.accessKey()
            + " / "
            + account.secretKey()
            + ", region "
            + LocalAccount.REGION);
    out.println("  Mode               " + modeInWords());
    out.println(
        "  Data and log       "
            + folder
            + (data == null ? " (emptied at the next start; --data DIR keeps it)" : ""));
    out.println();
    out.println("Upload a photo from another terminal:");
    out.println();
    out.printf(
        "  AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s \\%n    aws --endpoint-url %s s3 cp PHOTO.jpg s3://%s/%n",
        account.accessKey(), account.secretKey(), LocalAccount.REGION, s3, LocalDeployment.PHOTOS);
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private String modeInWords() {
    return switch (mode) {
      case OBSERVE ->
          "observe: nothing is deleted, people see every photo (--mode delete changes that)";
      case DELETE -> "delete: photos that show no board are deleted, restorably";
    };
  }

  private void upload(LocalDeployment deployment) {
    if (photos == null) {
      return;
    }
    List<Submission> submissions = PhotoFiles.under(List.of(photos), this::tellNews);
    Progress progress = new Progress(output.err(), "uploading", submissions.size());
    RunResult.upload(deployment.s3(), submissions, progress::step);
  }

  /** Waits for Ctrl-C or a kill; the process then ends only when all is closed. */
  private static void untilInterrupted(CountDownLatch stopped) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  try {
                    stopped.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    asked.await();
  }
}
