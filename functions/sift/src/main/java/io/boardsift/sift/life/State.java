package io.boardsift.sift.life;

/** Where a photo version is in its life. It is in exactly one state at any time. */
public enum State {
  /** Nothing is decided. */
  UNDECIDED("not decided yet"),
  /** A rule's deletion is recorded and not carried out yet. */
  CONDEMNED("to be deleted, as a rule called for it"),
  /** A person is asked to look. */
  WAITING("waiting for a person"),
  /** It was deleted, brought back, and a person is asked to look. */
  RESTORED("brought back, and waiting for a person"),
  /** Somebody else removed Boardsift's delete marker; its next event or message asks a person. */
  FREED("brought back by hand; nobody is asked yet"),
  /** A delete marker of Boardsift's hides it, as a rule called for it. */
  DELETED_BY_RULE("deleted by a rule, and can be brought back"),
  /** A delete marker of Boardsift's hides it, as a person said that it shows no board. */
  DELETED_BY_PERSON("deleted because a person answered \"not a board\", and can be brought back"),
  /** A delete marker of Boardsift's hides it, and must not: it is about to be removed. */
  COMING_BACK("deleted, and about to be brought back"),
  /** A person has answered, and it is there. */
  KEPT("answered by a person; its key shows it"),
  /** A newer upload has taken its key, and nobody is asked to look at this one. */
  SUPERSEDED("replaced by a newer upload under the same key"),
  /** A delete marker of somebody else's hides it. */
  HIDDEN_BY_OTHERS("deleted by somebody else, not by Boardsift"),
  /** Its version is no longer in the bucket. */
  GONE("no longer in the bucket");

  private final String words;

  State(String words) {
    this.words = words;
  }

  /** The state in words for people, without a subject. */
  public String words() {
    return words;
  }
}
