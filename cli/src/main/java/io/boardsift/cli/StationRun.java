package io.boardsift.cli;

import io.boardsift.emulator.photos.StationDays;
import io.boardsift.emulator.photos.StationDays.StationPhoto;
import io.boardsift.evaluation.rules.Memories;
import io.boardsift.sift.Decision;
import io.boardsift.sift.Outcome;
import io.boardsift.sift.Photo;
import io.boardsift.sift.Sieve;
import io.boardsift.sift.evidence.MemoryMeasures;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.Label;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.model.Model;
import io.boardsift.sift.rules.RuleSet;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Days of made-up camera stations: the rules decide, people answer truly on all that comes to them,
 * and the next day's memories have learned from their answers. Tells what these memories bring.
 */
final class StationRun {
  private static final Instant FIRST_DAY = Instant.parse("2026-03-01T18:00:00Z");

  private final RuleSet rules;
  private final RuleSet rulesWithoutMemory;
  private final PhotoDecoder decoder = new PhotoDecoder(Limits.DEFAULT);
  private final Output output;
  private final Memories memories = new Memories();

  StationRun(RuleSet rules, Output output) {
    this.rules = rules;
    this.rulesWithoutMemory =
        new RuleSet(
            rules.rules().stream().filter(rule -> rule.tier() != Tier.MEMORY).toList(),
            rules.version());
    this.output = output;
  }

  /** What happened to one day's photos. */
  private record Tally(
      int day, int boards, int others, int trimmed, int trimmedWithMemory, int lost, int lostMore) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("day", day);
      json.put("boards", boards);
      json.put("others", others);
      json.put("trimmedWithoutMemory", trimmed);
      json.put("trimmedWithMemory", trimmedWithMemory);
      json.put("boardsLostWithoutMemory", lost);
      json.put("boardsLostWithMemory", lostMore);
      return json;
    }
  }

  private record Decided(StationPhoto photo, Decision without, Decision with) {
    boolean isTrimmed(Decision decision) {
      return !photo.subject().showsBoard() && decision.outcome() == Outcome.DELETE;
    }

    boolean isLost(Decision decision) {
      return photo.subject().showsBoard() && decision.outcome() == Outcome.DELETE;
    }
  }

  void run(StationDays days, int count) {
    PrintWriter out = output.text();
    out.println(
        "day  boards  others  trimmed: by rules alone  with memory   boards lost  remembered");
    List<Tally> tallies = new ArrayList<>();
    for (int day = 1; day <= count; day++) {
      List<Decided> decided = days.day(day).parallel().map(this::decide).toList();
      Tally tally = tally(day, decided);
      tallies.add(tally);
      print(out, Integer.toString(day), tally);
      learn(day, decided);
    }
    print(out, "all", total(tallies));
    output.json(Map.of("days", tallies.stream().map(Tally::json).toList()));
  }

  private void print(PrintWriter out, String day, Tally tally) {
    out.printf(
        Locale.ROOT,
        "%3s %,7d %,7d %,10d (%4.1f %%) %,13d (%4.1f %%) %8d / %d %,10d%n",
        day,
        tally.boards(),
        tally.others(),
        tally.trimmed(),
        100.0 * tally.trimmed() / Math.max(1, tally.others()),
        tally.trimmedWithMemory(),
        100.0 * tally.trimmedWithMemory() / Math.max(1, tally.others()),
        tally.lost(),
        tally.lostMore(),
        memories.size());
    out.flush();
  }

  private Decided decide(StationPhoto photo) {
    PhotoSource source = PhotoSource.of(photo.key(), photo.bytes());
    return new Decided(
        photo,
        new Sieve(rulesWithoutMemory, decoder).decide(source),
        new Sieve(rules, decoder, memories, Model.NONE).decide(source));
  }

  private static Tally tally(int day, List<Decided> decided) {
    int boards = count(decided, d -> d.photo().subject().showsBoard());
    return new Tally(
        day,
        boards,
        decided.size() - boards,
        count(decided, d -> d.isTrimmed(d.without())),
        count(decided, d -> d.isTrimmed(d.with())),
        count(decided, d -> d.isLost(d.without())),
        count(decided, d -> d.isLost(d.with())));
  }

  private static int count(List<Decided> decided, Predicate<Decided> which) {
    return Math.toIntExact(decided.stream().filter(which).count());
  }

  private static Tally total(List<Tally> tallies) {
    return tallies.stream()
        .reduce(
            new Tally(0, 0, 0, 0, 0, 0, 0),
            (a, b) ->
                new Tally(
                    0,
                    a.boards() + b.boards(),
                    a.others() + b.others(),
                    a.trimmed() + b.trimmed(),
                    a.trimmedWithMemory() + b.trimmedWithMemory(),
                    a.lost() + b.lost(),
                    a.lostMore() + b.lostMore()));
  }

  /** People see what was not deleted, and say in the evening what it was. */
  private void learn(int day, List<Decided> decided) {
    Instant evening = FIRST_DAY.plusSeconds(86_400L * day);
    for (Decided one : decided) {
      Optional<Appearance> appearance = MemoryMeasures.appearance(one.with().finding().evidence());
      if (one.with().outcome() == Outcome.REVIEW && appearance.isPresent()) {
        Photo photo = new Photo("photos", one.photo().key(), "1", "", -1);
        Label kind = one.photo().subject().showsBoard() ? Label.BOARD : Label.NOT_A_BOARD;
        memories.learn(RememberedPhoto.of(photo, appearance.get(), kind, evening));
      }
    }
  }
}
