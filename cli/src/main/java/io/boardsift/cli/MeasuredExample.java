package io.boardsift.cli;

import io.boardsift.emulator.photos.MadeUpDay;
import io.boardsift.emulator.photos.StationDays;
import io.boardsift.emulator.photos.StationSubject;
import io.boardsift.evaluation.report.PictureSize;
import io.boardsift.evaluation.report.Thumbnail;
import io.boardsift.sift.evidence.Evidence;
import io.boardsift.sift.evidence.Examination;
import io.boardsift.sift.evidence.Measure;
import io.boardsift.sift.evidence.PhotoSource;
import io.boardsift.sift.evidence.Tier;
import io.boardsift.sift.image.Limits;
import io.boardsift.sift.image.PhotoDecoder;
import io.boardsift.sift.image.UndecodableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up photo and what is measured on it.
 *
 * @param shows its subject, for people
 * @param picture what can be seen of it
 * @param evidence everything up to the pixels
 */
record MeasuredExample(String shows, Thumbnail picture, Evidence evidence) {
  private static final PhotoDecoder DECODER = new PhotoDecoder(Limits.DEFAULT);
  private static final long SEED = 1;
  private static final double OTHERS = 0.7;
  private static final int OF_ANY_CAMERA = 100;
  private static final int OF_STATIONS = 24;

  /** The same ones each time: photos of any camera, and some of cameras over one bench each. */
  static List<MeasuredExample> drawn() {
    MadeUpDay day = new MadeUpDay(OF_ANY_CAMERA, OTHERS, SEED);
    Stream<Optional<MeasuredExample>> ofAnyCamera =
        IntStream.range(0, day.size())
            .parallel()
            .mapToObj(day::photo)
            .map(photo -> of(photo.subject().word(), photo.name(), photo.bytes()));
    Stream<Optional<MeasuredExample>> ofStations =
        new StationDays(OF_STATIONS, OTHERS, SEED)
            .day(1)
            // What else lies on a bench is seen by any camera.
            .filter(photo -> photo.subject() != StationSubject.VISITOR)
            .map(photo -> of(photo.subject().word(), photo.key(), photo.bytes()));
    return Stream.concat(ofAnyCamera, ofStations).flatMap(Optional::stream).toList();
  }

  /** What was measured of something that is a number, and was. */
  double number(Measure measure) {
    return evidence.number(measure).orElseThrow();
  }

  /** Empty where the photo cannot be decoded. */
  private static Optional<MeasuredExample> of(String shows, String name, byte[] photo) {
    Examination examination = new Examination(PhotoSource.of(name, photo), DECODER);
    try {
      examination.reach(Tier.PIXELS);
    } catch (UndecodableException e) {
      return Optional.empty();
    }
    return Thumbnail.of(photo, PictureSize.MANY)
        .map(picture -> new MeasuredExample(shows, picture, examination.evidence()));
  }
}
