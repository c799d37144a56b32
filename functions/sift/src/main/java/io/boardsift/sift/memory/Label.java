package io.boardsift.sift.memory;

/** What a person saw on a remembered photo. The order is that of the stored memory. */
public enum Label {
  BOARD,
  NOT_A_BOARD,
  /** The person could not tell, or the answer was taken back: nothing is learned from the photo. */
  NEITHER
}
