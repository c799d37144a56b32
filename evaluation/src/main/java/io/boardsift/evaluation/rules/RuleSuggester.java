package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.rules.RuleFile;
import io.boardsift.sift.rules.RuleFileException;
import io.boardsift.sift.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From labelled photos to rules, with what they lose on photos kept aside. */
public final class RuleSuggester {
  /** Tried in this order until few enough boards are lost. */
  private static final double[] MARGINS = {1.0 / 3, 0.5, 1};

  private static final double COPIES_SHARE = 0.004;
  private static final double KIND_SHARE = 0.02;

  private final List<Measure> measures;
  private final RulesText written;
  private final Map<LabelledPhoto, List<Evidence>> copies;

  /**
   * Suggestions in addition to what a person wrote.
   *
   * @param measures what rules may ask for
   * @param written the person's rules, asked first
   * @param copies the boards' harder copies
   */
  public RuleSuggester(
      List<Measure> measures, RulesText written, Map<LabelledPhoto, List<Evidence>> copies) {
    this.measures = List.copyOf(measures);
    this.written = written;
    this.copies = Map.copyOf(copies);
  }

  /**
   * The suggestion that trims most while losing few enough boards of sources kept aside; if there
   * is none, the one that loses fewest.
   *
   * @param mostLost upper bound of the share of boards that may be lost, 0 to 1
   */
  public Suggestion suggest(List<MeasuredPhoto> photos, double mostLost) {
    Suggestion best = null;
    for (double margin : MARGINS) {
      Suggestion suggestion = suggestWith(photos, margin);
      if (best == null || suggestion.boardsUpper95() < best.boardsUpper95()) {
        best = suggestion;
      }
      if (best.boardsUpper95() <= mostLost) {
        break;
      }
    }
    return best;
  }

  private Suggestion suggestWith(List<MeasuredPhoto> photos, double margin) {
    RuleSearch search = new RuleSearch(measures, margin, COPIES_SHARE, KIND_SHARE);
    Folds folds = Folds.of(photos);
    List<RuleOutcome> keptAside = new ArrayList<>();
    for (List<MeasuredPhoto> group : folds.groups()) {
      List<MeasuredPhoto> rest = new ArrayList<>(photos);
      rest.removeAll(group);
      RuleSet rules = rules(search(search, rest));
      group.forEach(photo -> keptAside.add(RuleOutcome.by(rules, photo)));
    }
    List<SuggestedRule> all = search(search, photos);
    return new Suggestion(all, new Evaluation(rules(all), keptAside), margin, folds.areSources());
  }

  private List<SuggestedRule> search(RuleSearch search, List<MeasuredPhoto> photos) {
    List<Evidence> boards = new ArrayList<>();
    List<List<Evidence>> harder = new ArrayList<>();
    List<Evidence> others = new ArrayList<>();
    for (MeasuredPhoto photo : photos) {
      if (photo.photo().showsBoard()) {
        boards.add(photo.evidence());
        addByKind(harder, copies.getOrDefault(photo.photo(), List.of()));
      } else if (photo.missing().isEmpty()
          && RuleOutcome.by(written.rules(), photo).rule().isEmpty()) {
        others.add(photo.evidence());
      }
    }
    List<SuggestedRule> found = new ArrayList<>(search.find(boards, harder, others));
    // Where no board speaks against it, the last ones may delete all that is left.
    while (!found.isEmpty() && parsed(found).isEmpty()) {
      found.removeLast();
    }
    return found;
  }

  /** Each photo's copies come in the order of {@link Augmentation}. */
  private static void addByKind(List<List<Evidence>> kinds, List<Evidence> copies) {
    for (int kind = 0; kind < copies.size(); kind++) {
      if (kind == kinds.size()) {
        kinds.add(new ArrayList<>());
      }
      kinds.get(kind).add(copies.get(kind));
    }
  }

  private RuleSet rules(List<SuggestedRule> suggested) {
    return parsed(suggested).orElseThrow();
  }

  /** Empty where a rule file may not hold these. */
  private Optional<RuleSet> parsed(List<SuggestedRule> suggested) {
    String text = written.with(suggested, List.of());
    try {
      return Optional.of(RuleFile.parse("suggested rules", text.getBytes(StandardCharsets.UTF_8)));
    } catch (RuleFileException e) {
      return Optional.empty();
    }
  }
}
