package io.boardsift.console;

import io.boardsift.aws.Settings;
import java.util.List;
import java.util.Map;

/**
 * Who may look at photos and answer: everybody who can sign in, or only the members of the user
 * pool's groups {@value #GROUP} and {@value Owners#GROUP}. Where nobody signs in, everybody may.
 *
 * @param isEverybody whether no group is asked for
 */
record Reviewers(boolean isEverybody) {
  static final String GROUP = "reviewer";

  private enum Membership {
    OPTIONAL,
    REQUIRED
  }

  /**
   * Reads the settings of {@link SignIn}, and REVIEWER_GROUP (optional or required).
   *
   * @throws io.boardsift.aws.SettingException if one is wrong
   */
  static Reviewers of(Settings settings) {
    Membership membership = settings.choice("REVIEWER_GROUP", Membership.OPTIONAL);
    return new Reviewers(
        membership == Membership.OPTIONAL || SignIn.of(settings).endpoint().isEmpty());
  }

  /**
   * Lets reviewers pass.
   *
   * @param claims of the token, as API Gateway's authorizer hands them on
   * @throws RefusedException 403 for everybody else
   */
  void require(Map<String, String> claims) {
    List<String> groups = Groups.of(claims);
    if (!isEverybody && !groups.contains(GROUP) && !groups.contains(Owners.GROUP)) {
      throw new RefusedException(
          403, "this is for reviewers: whoever runs Boardsift can put you into the group " + GROUP);
    }
  }

  /** Whoever is no reviewer is not told what is wrong with a request. */
  Action only(Action action) {
    return (body, claims) -> {
      require(claims);
      return action.answer(body, claims);
    };
  }
}
