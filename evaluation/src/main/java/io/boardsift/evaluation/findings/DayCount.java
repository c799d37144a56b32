package io.boardsift.evaluation.findings;

import io.boardsift.evaluation.records.ReviewedPhoto;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What happened to one day's photos.
 *
 * @param day of the decisions, in UTC
 * @param trimmed deleted without a person's look
 * @param others people said that they show no board
 * @param boards people said that they show one
 * @param open people could not tell, or have not answered yet
 */
public record DayCount(LocalDate day, int trimmed, int others, int boards, int open) {

  static List<DayCount> of(List<ReviewedPhoto> reviewed) {
    TreeMap<LocalDate, List<ReviewedPhoto>> byDay =
        reviewed.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.decidedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                    TreeMap::new,
                    Collectors.toList()));
    return byDay.entrySet().stream().map(day -> of(day.getKey(), day.getValue())).toList();
  }

  private static DayCount of(LocalDate day, List<ReviewedPhoto> reviewed) {
    int trimmed = 0;
    int others = 0;
    int boards = 0;
    for (ReviewedPhoto one : reviewed) {
      trimmed += one.isTrimmed() ? 1 : 0;
      others += !one.isTrimmed() && one.isOther() ? 1 : 0;
      boards += !one.isTrimmed() && one.isBoard() ? 1 : 0;
    }
    return new DayCount(day, trimmed, others, boards, reviewed.size() - trimmed - others - boards);
  }

  /** All photos of the day. */
  public int photos() {
    return trimmed + others + boards + open;
  }
}
