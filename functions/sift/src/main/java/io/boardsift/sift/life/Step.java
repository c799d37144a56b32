package io.boardsift.sift.life;

import io.boardsift.sift.records.Cause;
import io.boardsift.sift.records.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What has to be done next for a photo. */
public sealed interface Step {
  /** Ask the rules, and record what they decide. */
  record Decide() implements Step {}

  /** Ask a person to look. */
  record Ask() implements Step {}

  /**
   * Delete it, if the gate lets it through.
   *
   * @param cause on whose word
   */
  record Delete(Cause cause) implements Step {}

  /**
   * Nothing before a time: the answer can still be changed.
   *
   * @param until when to look again
   */
  record Wait(Instant until) implements Step {}

  /**
   * Remove Boardsift's delete marker, which hides it against a person's word, or though people are
   * asked to look.
   *
   * @param marker the marker's version
   * @param verdict the answer that calls for it, if one does
   */
  record BringBack(String marker, Optional<Verdict> verdict) implements Step {}

  /** Somebody else removed Boardsift's delete marker: record that, and ask a person to look. */
  record Reopen() implements Step {}

  /** Nothing. */
  record Rest() implements Step {}
}
