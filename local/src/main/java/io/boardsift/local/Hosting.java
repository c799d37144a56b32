package io.boardsift.local;

import io.boardsift.emulator.aws.LocalAccount;
import io.boardsift.emulator.aws.s3.Durability;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a deployment is kept on this machine; what it does with photos is its plan's.
 *
 * @param account who may use its S3 endpoint
 * @param durability what uploads, records and answers outlive once they are acknowledged
 * @param news told in a sentence what is done after a start, by a thread of its own
 */
public record Hosting(LocalAccount account, Durability durability, Consumer<String> news) {
  public Hosting {
    Objects.requireNonNull(account);
    Objects.requireNonNull(durability);
    Objects.requireNonNull(news);
  }

  /** For as long as this process lives: keys that nobody knows, no waiting for the disk. */
  public static Hosting forThisProcess() {
    return new Hosting(LocalAccount.random(), Durability.PROCESS, news -> {});
  }
}
