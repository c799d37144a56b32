package io.boardsift.sift.evidence;

/** What a measure costs. The order is that of cost: a slower tier is paid for only when needed. */
public enum Tier {
  /** Known from the upload's event alone. */
  EVENT,
  /** Needs the photo's first 64 KiB. */
  HEADER,
  /** Needs the whole photo, decoded. */
  PIXELS,
  /** Needs what people said of photos that look alike. */
  MEMORY,
  /** Needs an answer of the classifier. */
  MODEL
}
