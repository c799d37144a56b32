package io.boardsift.aws;

/** What a deployment may do to photos. */
public enum Mode {
  /** Nothing is deleted: decisions are recorded, and people see every photo. */
  OBSERVE,
  /** Photos that surely show no board are deleted, restorably. */
  DELETE
}
