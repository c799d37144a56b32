package io.boardsift.emulator.photos;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether this machine can draw text at all: a bare server may have no font. */
final class Lettering {
  static final boolean IS_THERE = works();

  private Lettering() {}

  private static boolean works() {
    try {
      new Font(Font.SANS_SERIF, Font.PLAIN, 9)
          .getStringBounds("R1", new FontRenderContext(null, true, true));
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }
}
