package io.boardsift.console;

import java.util.Map;

/** Something that a page may ask for, by {@code POST} with a body in JSON. */
@FunctionalInterface
interface Action {
  /**
   * Does it.
   *
   * @param body as it was sent; {@link JsonBody} reads it
   * @param claims of who asks, as API Gateway's authorizer hands them on; empty for nobody's
   * @return what is answered, as Jackson writes it
   * @throws RefusedException if it is not done; nothing was changed then
   */
  Object answer(String body, Map<String, String> claims);
}
