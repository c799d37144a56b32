package io.boardsift.classifier.training;

/**
 * What a model that never saw a source makes of its photos.
 *
 * @param boards how many boards the source has, without harder copies
 * @param boardsLost how many of them lie below the threshold
 * @param others how many other photos it has
 * @param othersTrimmed how many of them lie below the threshold
 */
public record SourceFigures(
    String source, int boards, int boardsLost, int others, int othersTrimmed) {}
