package io.boardsift.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.boardsift.classifier.Backbone;
import io.boardsift.classifier.Head;
import io.boardsift.classifier.ModelFolderException;
import io.boardsift.classifier.ModelSource;
import io.boardsift.classifier.training.Example;
import io.boardsift.classifier.training.Trained;
import io.boardsift.classifier.training.Training;
import io.boardsift.classifier.training.TrainingGoal;
import io.boardsift.evaluation.rules.LabelledPhoto;
import io.boardsift.evaluation.training.ModelCard;
import io.boardsift.evaluation.training.TrainingExamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boardsift train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains the optional classifier from labelled photos, and tells what it is worth on sources"
            + " kept aside. Writes a folder that evaluate, up and a SageMaker endpoint can use.")
final class TrainCommand implements Runnable {
  @Mixin private LabelledOptions labelled;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where the model and its card go")
  private Path out;

  @Mixin private BackboneOption backboneOption;

  @Option(
      names = "--from",
      paramLabel = "HEAD",
      defaultValue = ClassifierOption.SHIPPED,
      description =
          "what to begin with: shipped (the head that comes with Boardsift) or nothing"
              + " (default: ${DEFAULT-VALUE})")
  private String from;

  @Option(
      names = "--max-board-loss",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "largest share of boards that the model may miss, measured on sources not"
              + " used to train it (default: ${DEFAULT-VALUE})")
  private double maxBoardLoss;

  @Option(
      names = "--max-copy-loss",
      paramLabel = "SHARE",
      defaultValue = "0.03",
      description =
          "likewise of harder copies of them: small in the frame, turned, blurred, close, in black"
              + " and white (default: ${DEFAULT-VALUE})")
  private double maxCopyLoss;

  @Mixin private Output output;

  @Override
  public void run() {
    checkShare("--max-board-loss", maxBoardLoss);
    checkShare("--max-copy-loss", maxCopyLoss);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw CommandException.badInput("--out " + out + ": is not a folder");
    }
    TrainingGoal goal = new TrainingGoal(maxBoardLoss, maxCopyLoss, start());
    List<Example> examples;
    try (LabelledOptions.OpenPhotos opened = labelled.open(output.err());
        Backbone backbone = Backbone.open(backboneOption.folder())) {
      examples = examples(backbone, opened.photos());
    } catch (ModelFolderException e) {
      throw CommandException.badInput("--backbone " + e.getMessage());
    }
    Trained trained;
    try {
      trained = Training.train(examples, goal);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage());
    }
    ModelCard card = new ModelCard(trained, goal, Instant.now());
    write(trained, card);
    PrintWriter text = output.text();
    text.println(card.text());
    text.println("Model: " + out);
    output.json(card.json());
  }

  private static void checkShare(String option, double share) {
    if (!(share >= 0 && share <= 0.5)) {
      throw CommandException.badInput(option + " " + share + ": a share from 0 to 0.5 is needed");
    }
  }

  private Optional<Head> start() {
    return switch (from) {
      case "nothing" -> Optional.empty();
      case ClassifierOption.SHIPPED -> {
        try {
          ModelSource.shipped(backboneOption.folder()).check();
        } catch (ModelFolderException e) {
          throw CommandException.badInput("--backbone: " + e.getMessage());
        }
        yield Optional.of(Head.shipped());
      }
      default -> throw CommandException.badInput("--from " + from + ": shipped or nothing");
    };
  }

  private List<Example> examples(Backbone backbone, List<LabelledPhoto> photos) {
    Progress progress = new Progress(output.err(), "photos", photos.size());
    return new TrainingExamples(backbone).of(photos, progress::step);
  }

  private void write(Trained trained, ModelCard card) {
    try {
      Files.createDirectories(out);
      for (String file : new String[] {Backbone.NETWORK, Backbone.LABELS}) {
        Path from = backboneOption.folder().resolve(file);
        Path to = out.resolve(file);
        if (!Files.exists(to) || !Files.isSameFile(from, to)) {
          Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.writeString(out.resolve(Head.FILE), trained.head().toJson() + "\n");
      Files.writeString(out.resolve("model-card.md"), card.text());
      Files.writeString(
          out.resolve("model-card.json"),
          new ObjectMapper()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .writeValueAsString(card.json())
              + "\n");
    } catch (IOException e) {
      throw CommandException.badInput("--out " + out + ": cannot be written: " + e.getMessage());
    }
  }
}
