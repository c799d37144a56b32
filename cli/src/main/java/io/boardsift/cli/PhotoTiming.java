package io.boardsift.cli;

import com.sun.management.ThreadMXBean;
import io.boardsift.evaluation.rules.FilePhoto;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.PixelMeasures;
import io.boardsift.sift.image.ImageHeader;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.Raster;
import io.boardsift.sift.image.UndecodableException;
import io.boardsift.sift.model.Classifier;
import io.boardsift.sift.model.ModelAnswer;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long one photo takes, step by step. Not for use by several threads. */
final class PhotoTiming {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FilePhoto photo;
  private final PhotoDecoder decoder;
  private final Classifier model;
  private Stopwatch steps = new Stopwatch();
  private Stopwatch parts = new Stopwatch();
  private Stopwatch whole = new Stopwatch();
  private ImageHeader header;
  private long length;
  private long allocated;

  PhotoTiming(FilePhoto photo, PhotoDecoder decoder, Classifier model) {
    this.photo = photo;
    this.decoder = decoder;
    this.model = model;
  }

  /** Takes the photo through all steps once. */
  void run() {
    byte[] bytes = photo.bytes();
    length = bytes.length;
    whole.start();
    steps.start();
    header = ImageHeader.read(bytes);
    steps.ended("header");
    Raster raster = decoded(bytes);
    steps.ended("decode");
    long before = THREADS.getCurrentThreadAllocatedBytes();
    parts.start();
    Evidence evidence = PixelMeasures.measure(raster, Evidence.none(), parts::ended);
    steps.ended("evidence");
    allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    ask(raster);
    steps.ended("model");
    whole.ended("total");
    if (header.pixels() == 0 || evidence.values().isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
  }

  private Raster decoded(byte[] bytes) {
    try {
      return decoder.decode(bytes);
    } catch (UndecodableException e) {
      throw CommandException.badInput(photo.file() + ": " + e.getMessage());
    }
  }

  /** As triage does: the model is shown a small JPEG of what was decoded. */
  private void ask(Raster raster) {
    if (model != Classifier.NONE
        && model.classify(Examination.FOR_MODEL.of(raster))
            instanceof ModelAnswer.Failed(String reason)) {
      throw CommandException.badInput("the model did not answer: " + reason);
    }
  }

  /** Forgets all runs so far: Java was still compiling. */
  void forget() {
    steps = new Stopwatch();
    parts = new Stopwatch();
    whole = new Stopwatch();
  }

  /** The medians of the steps and of all together, in milliseconds. */
  Map<String, Double> millis() {
    Map<String, Double> millis = new LinkedHashMap<>(steps.medians());
    millis.putAll(whole.medians());
    return millis;
  }

  /** The medians of what measuring consists of, in milliseconds. */
  Map<String, Double> parts() {
    return parts.medians();
  }

  /** Bytes that the last measuring took of Java's memory. */
  long allocated() {
    return allocated;
  }

  /** The photo, for people. */
  String name() {
    return "%s (%d x %d)".formatted(photo.file(), header.width(), header.height());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photo", photo.file().toString());
    json.put("bytes", length);
    json.put("width", header.width());
    json.put("height", header.height());
    json.put("millis", millis());
    json.put("parts", parts());
    json.put("allocated", allocated);
    return json;
  }
}
