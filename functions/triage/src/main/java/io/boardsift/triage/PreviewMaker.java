package io.boardsift.triage;

import io.boardsift.aws.Previews;
import io.boardsift.sift.DecidedBy;
import io.boardsift.sift.Photo;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Rendering;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.records.DecisionRecord;
import java.util.Objects;

/**
 * Makes previews where people's browsers would show the photo itself slowly or not at all:
 * reviewers look at it, or, once a rule has deleted it, the owner. Nothing that fails here is an
 * error for the photo: it is told and counted, and people are shown the photo itself.
 */
final class PreviewMaker {
  /** Fills a screen, with some 300 kB. */
  static final Rendering PREVIEW = new Rendering(1600, 85);

  private final boolean isOn;
  private final Previews previews;
  private final PhotoDecoder decoder;
  private final Limits limits;
  private final TriageLog log;

  PreviewMaker(boolean isOn, Previews previews, Limits limits, TriageLog log) {
    this.isOn = isOn;
    this.previews = Objects.requireNonNull(previews);
    this.decoder = new PhotoDecoder(limits);
    this.limits = Objects.requireNonNull(limits);
    this.log = Objects.requireNonNull(log);
  }

  /**
   * Makes a photo's preview, if people need one. Never throws.
   *
   * @param kept the photo, as far as it was read for its decision
   */
  void make(Photo photo, KeptPhoto kept, DecisionRecord record) {
    if (!isOn || photo.size() > limits.bytes() || failedBefore(kept, record)) {
      return;
    }
    try {
      byte[] head = kept.head(ImageHeader.LENGTH);
      ImageHeader header = ImageHeader.read(head);
      BrowserView view = BrowserView.of(header, head, kept.size());
      if (header.format().isDecodable() && view != BrowserView.GOOD) {
        previews.keep(photo, PREVIEW.of(kept.bytes(), decoder), view == BrowserView.NONE);
      }
    } catch (UndecodableException | RuntimeException | Error e) {
      // Also a picture that takes all memory: the photo's decision is recorded and stands.
      log.previewFailed(photo, e);
    }
  }

  /** A decoder that failed on its first try, for measuring, is not asked again. */
  private static boolean failedBefore(KeptPhoto kept, DecisionRecord record) {
    return record.by() == DecidedBy.ERROR && kept.isRead();
  }
}
