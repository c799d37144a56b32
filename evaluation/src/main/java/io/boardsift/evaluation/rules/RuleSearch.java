package io.boardsift.evaluation.rules;

import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for a few short rules that delete many others and, by a margin, no board: again and again
 * the rule that deletes most of what is left, until one deletes too few.
 *
 * @param measures what rules may ask for
 * @param margin how far, as a share of a threshold, boards have to stay away from it
 * @param copiesShare which share of the harder copies of boards may come within the margin of one
 *     rule, 0 to 1: the hardest are beyond recognition
 * @param kindShare which share of the copies of one kind may, 0 to 1: a rule that loses most
 *     close-ups could hide among the other copies
 */
record RuleSearch(List<Measure> measures, double margin, double copiesShare, double kindShare) {
  private static final int MOST_RULES = 8;

  /** Rules that delete fewer than this share of the others tell more of chance than of photos. */
  private static final double LEAST_SHARE = 0.015;

  private static final int LEAST_OTHERS = 3;

  /** Thresholds are tried where a tenth, two tenths, … of the others lie. */
  private static final int QUANTILES = 14;

  /** Pairs that are tried with a third condition. */
  private static final int PAIRS = 150;

  /** What a further condition has to bring: it is one more thing that may be chance. */
  private static final double PART_WORTH = 0.8;

  /** A condition and whom it holds of: others as it stands, boards and copies with the margin. */
  private record Candidate(
      List<Threshold> conditions, PhotoSet others, PhotoSet boards, PhotoSet copies) {
    Candidate and(Candidate more) {
      List<Threshold> all = new ArrayList<>(conditions);
      all.addAll(more.conditions);
      return new Candidate(
          all, others.and(more.others), boards.and(more.boards), copies.and(more.copies));
    }

    double worth() {
      return others.count() * Math.pow(PART_WORTH, conditions.size() - 1);
    }

    /** Whether a further condition could still be worth its while, and is needed. */
    boolean isPromising(double worthSoFar) {
      return worth() * PART_WORTH > worthSoFar;
    }
  }

  /** How many copies may come within the margin of one rule, of all together and of each kind. */
  private record Allowance(int copies, List<OfKind> ofKinds) {
    boolean covers(PhotoSet near) {
      return near.count() <= copies
          && ofKinds.stream().allMatch(kind -> near.and(kind.kind()).count() <= kind.copies());
    }

    private record OfKind(PhotoSet kind, int copies) {}
  }

  private Allowance allowance(List<List<Evidence>> kinds) {
    List<Allowance.OfKind> ofKinds = new ArrayList<>();
    int before = 0;
    for (List<Evidence> kind : kinds) {
      ofKinds.add(
          new Allowance.OfKind(
              PhotoSet.range(before, before + kind.size()), (int) (kindShare * kind.size())));
      before += kind.size();
    }
    return new Allowance((int) (copiesShare * before), ofKinds);
  }

  /**
   * Finds rules.
   *
   * @param boards none of which may come near a rule
   * @param kinds harder copies of the same boards, those of one kind together
   * @param others what is to be deleted
   * @return in the order of what they delete; empty where nothing will do
   */
  List<SuggestedRule> find(
      List<Evidence> boards, List<List<Evidence>> kinds, List<Evidence> others) {
    List<Evidence> copies = kinds.stream().flatMap(List::stream).toList();
    List<Candidate> singles =
        thresholds(others).stream()
            .map(
                threshold ->
                    new Candidate(
                        List.of(threshold),
                        PhotoSet.of(others, threshold::holds),
                        PhotoSet.of(boards, e -> threshold.holds(e, margin)),
                        PhotoSet.of(copies, e -> threshold.holds(e, margin))))
            .toList();
    Allowance allowance = allowance(kinds);
    double least = Math.max(LEAST_OTHERS, LEAST_SHARE * others.size());
    List<SuggestedRule> found = new ArrayList<>();
    PhotoSet left = PhotoSet.all(others.size());
    while (found.size() < MOST_RULES) {
      Optional<Candidate> best = best(among(singles, left, least), allowance);
      if (best.isEmpty() || best.get().others().count() < least) {
        break;
      }
      found.add(new SuggestedRule(best.get().conditions(), best.get().others().count()));
      left = left.andNot(best.get().others());
    }
    return found;
  }

  private static List<Candidate> among(List<Candidate> singles, PhotoSet left, double least) {
    return singles.stream()
        .map(c -> new Candidate(c.conditions(), c.others().and(left), c.boards(), c.copies()))
        .filter(c -> c.others().count() >= least)
        .toList();
  }

  private static Optional<Candidate> best(List<Candidate> singles, Allowance allowance) {
    Candidate best = null;
    double worth = 0;
    List<Candidate> pairs = new ArrayList<>();
    for (int i = 0; i < singles.size(); i++) {
      Candidate one = singles.get(i);
      if (isSafe(one, allowance) && one.worth() > worth) {
        best = one;
        worth = one.worth();
      }
      for (int j = 0; j < i; j++) {
        if (asksMore(one, singles.get(j))) {
          pairs.add(one.and(singles.get(j)));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Candidate::worth).reversed());
    for (Candidate pair : pairs) {
      if (pair.worth() > worth && isSafe(pair, allowance)) {
        best = pair;
        worth = pair.worth();
      }
    }
    double worthOfPair = worth;
    List<Candidate> promising =
        pairs.stream()
            .filter(pair -> pair.isPromising(worthOfPair))
            .sorted(Comparator.comparingInt(RuleSearch::harm))
            .limit(PAIRS)
            .toList();
    for (Candidate pair : promising) {
      for (Candidate third : singles) {
        if (asksMore(pair, third)) {
          Candidate three = pair.and(third);
          if (three.worth() > worth && isSafe(three, allowance)) {
            best = three;
            worth = three.worth();
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isSafe(Candidate candidate, Allowance allowance) {
    return candidate.boards().count() == 0 && allowance.covers(candidate.copies());
  }

  /** Boards weigh more than their copies. */
  private static int harm(Candidate candidate) {
    return 10 * candidate.boards().count() + candidate.copies().count();
  }

  private static boolean asksMore(Candidate candidate, Candidate more) {
    return candidate.conditions().stream()
        .noneMatch(c -> c.measure().equals(more.conditions().getFirst().measure()));
  }

  private List<Threshold> thresholds(List<Evidence> others) {
    List<Threshold> thresholds = new ArrayList<>();
    for (Measure measure : measures) {
      double[] values =
          others.stream()
              .flatMapToDouble(evidence -> evidence.number(measure).stream())
              .sorted()
              .toArray();
      TreeSet<Double> numbers = new TreeSet<>();
      for (int i = 1; i < QUANTILES && values.length > 0; i++) {
        numbers.add(Threshold.round(values[values.length * i / QUANTILES]));
      }
      for (double number : numbers) {
        if (number > 0) {
          thresholds.add(new Threshold(measure, true, number));
          thresholds.add(new Threshold(measure, false, number));
        }
      }
    }
    return thresholds;
  }
}
