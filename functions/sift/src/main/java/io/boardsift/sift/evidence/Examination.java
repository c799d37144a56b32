package io.boardsift.sift.evidence;

import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.Rendering;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.memory.Appearance;
import io.boardsift.sift.memory.Memory;
import io.boardsift.sift.memory.MemorySource;
import io.boardsift.sift.memory.RememberedPhoto;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import java.util.Objects;
import java.util.Optional;

/** Measures one photo, tier by tier, as far as it is asked to. Not for use by several threads. */
public final class Examination implements EvidenceByTier<UndecodableException> {
  /** What a model is shown: what was measured, as it lies in the file, and some 100 kB. */
  public static final Rendering FOR_MODEL = new Rendering(PhotoDecoder.LONG_SIDE, 90);

  private final PhotoSource photo;
  private final PhotoDecoder decoder;
  private final MemorySource memorySource;
  private final Classifier classifier;
  private byte[] head;
  private Raster raster;
  private ModelAnswer modelAnswer;
  private Evidence evidence = Evidence.none();
  private Tier reached;
  private boolean isMemoryUnread;

  /** Why it cannot be decoded: trying again would take as long. */
  private UndecodableException undecodable;

  /** An examination without a memory and a classifier. */
  public Examination(PhotoSource photo, PhotoDecoder decoder) {
    this(photo, decoder, MemorySource.NONE, Classifier.NONE);
  }

  public Examination(
      PhotoSource photo, PhotoDecoder decoder, MemorySource memorySource, Classifier classifier) {
    this.photo = Objects.requireNonNull(photo);
    this.decoder = Objects.requireNonNull(decoder);
    this.memorySource = Objects.requireNonNull(memorySource);
    this.classifier = Objects.requireNonNull(classifier);
  }

  /** What was measured so far. */
  public Evidence evidence() {
    return evidence;
  }

  /** What came of asking the classifier, if it was asked. */
  public Optional<ModelAnswer> modelAnswer() {
    return Optional.ofNullable(modelAnswer);
  }

  /** Whether the memory was asked for and could not be read. */
  public boolean isMemoryUnread() {
    return isMemoryUnread;
  }

  /**
   * Measures everything up to a tier that is not measured yet.
   *
   * @throws UndecodableException if the pixels are asked for and cannot be read
   * @throws PhotoGoneException if the photo no longer exists
   */
  @Override
  public Evidence reach(Tier tier) throws UndecodableException {
    for (Tier next : Tier.values()) {
      if (next.compareTo(tier) <= 0 && (reached == null || next.compareTo(reached) > 0)) {
        measure(next);
        reached = next;
      }
    }
    return evidence;
  }

  private void measure(Tier tier) throws UndecodableException {
    switch (tier) {
      case EVENT -> {
        evidence = evidence.with(Measures.KEY, photo.key());
        if (photo.size() >= 0) {
          evidence = evidence.with(Measures.SIZE, (double) photo.size());
        }
      }
      case HEADER -> {
        head = photo.head(ImageHeader.LENGTH);
        evidence = HeaderMeasures.measure(ImageHeader.read(head), photo.size(), evidence);
      }
      case PIXELS -> {
        raster = decoded();
        evidence = PixelMeasures.measure(raster, evidence);
      }
      case MEMORY -> recall();
      case MODEL -> ask();
    }
  }

  /** Where the memory cannot be read nothing is measured, so that no rule on it holds. */
  private void recall() {
    Optional<Memory> memory = memorySource.recall(RememberedPhoto.camera(photo.key()));
    isMemoryUnread = memory.isEmpty();
    Optional<Appearance> appearance = MemoryMeasures.appearance(evidence);
    if (memory.isPresent() && appearance.isPresent()) {
      evidence = MemoryMeasures.measure(memory.get(), appearance.get(), evidence);
    }
  }

  /** Where the classifier does not answer nothing is measured, so that no rule on it holds. */
  private void ask() {
    modelAnswer = classifier.classify(FOR_MODEL.of(raster));
    switch (modelAnswer) {
      case ModelAnswer.Told told -> evidence = ModelMeasures.measure(told, evidence);
      case ModelAnswer.Failed failed -> {}
    }
  }

  private Raster decoded() throws UndecodableException {
    if (undecodable != null) {
      throw undecodable;
    }
    try {
      return decoder.decode(whole());
    } catch (UndecodableException e) {
      undecodable = e;
      throw e;
    }
  }

  /** A small photo's first bytes are all of it, and need not be read again. */
  private byte[] whole() {
    return photo.size() == head.length ? head : photo.bytes();
  }
}
