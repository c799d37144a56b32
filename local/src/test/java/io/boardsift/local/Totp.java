package io.boardsift.local;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app: six digits that change every 30 seconds, by HMAC-SHA-1.
 *
 * @param key in base 32, as people type it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
record Totp(String key) {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Which period of 30 seconds it is. */
  static long period() {
    return Instant.now().getEpochSecond() / 30;
  }

  String code() {
    return code(period());
  }

  String code(long period) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(period).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes() {
    List<Byte> bytes = new ArrayList<>();
    int bits = 0;
    int count = 0;
    for (char digit : key.replace(" ", "").toCharArray()) {
      bits = (bits << 5 | DIGITS.indexOf(digit)) & 0xffff;
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.add((byte) (bits >> count));
      }
    }
    byte[] all = new byte[bytes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.get(i);
    }
    return all;
  }
}
