package io.boardsift.soak;

import io.boardsift.local.LocalDeployment;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Damages a few decision records, as a disk or somebody's script may. */
final class RecordDamage {
  private static final List<String> DAMAGE =
      List.of("", "{", "{\"outcome\":", "[]", "{\"outcome\":7}", "\u0000\u0000");

  private final S3Client s3;
  private final SoakContext turmoil;
  private final Dice dice;

  RecordDamage(LocalDeployment deployment, SoakContext turmoil) {
    this.s3 = deployment.s3();
    this.turmoil = turmoil;
    this.dice = turmoil.dice().of("damage");
  }

  void damage(int count) {
    List<S3Object> records =
        s3.listObjectsV2(list -> list.bucket(LocalDeployment.RESULTS).prefix("decisions/"))
            .contents();
    for (int i = 0; i < count && !records.isEmpty(); i++) {
      String key = records.get(dice.below(records.size())).key();
      turmoil.ledger().damaged(key);
      turmoil.counts().count("record-damaged");
      s3.putObject(
          put -> put.bucket(LocalDeployment.RESULTS).key(key),
          RequestBody.fromString(DAMAGE.get(dice.below(DAMAGE.size()))));
    }
  }
}
