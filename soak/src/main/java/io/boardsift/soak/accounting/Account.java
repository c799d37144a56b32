package io.boardsift.soak.accounting;

import java.util.List;

/**
 * Where every version is.
 *
 * @param entries one for each version ever uploaded
 * @param deadLetters how many messages lie in the dead letter queue
 */
public record Account(List<Entry> entries, int deadLetters) {
  /**
   * One version.
   *
   * @param photo its key and version
   * @param place where it is
   * @param why in words; the reason if it is lost
   * @param isDeletedBoard whether it is hidden against a person's last word
   */
  public record Entry(String photo, Place place, String why, boolean isDeletedBoard) {}

  public Account {
    entries = List.copyOf(entries);
  }

  public long count(Place place) {
    return entries.stream().filter(entry -> entry.place() == place).count();
  }

  public long deletedBoards() {
    return entries.stream().filter(Entry::isDeletedBoard).count();
  }

  /** What must not be: lost, or hidden against a person's word. */
  public List<Entry> faults() {
    return entries.stream()
        .filter(entry -> entry.place() == Place.LOST || entry.isDeletedBoard())
        .toList();
  }

  public boolean isRight() {
    return faults().isEmpty();
  }
}
