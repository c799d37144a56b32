package io.boardsift.classifier.training;

import io.boardsift.classifier.Head;
import java.util.Optional;

/**
 * A trained head and what was found on photos that it was not trained on.
 *
 * @param head on a scale where {@link Training#OPERATING_POINT} is the threshold
 * @param keptAside what heads made of groups of sources that neither their weights nor their
 *     thresholds had seen
 * @param start what the head that training began with makes of the same photos, if there was one
 * @param areSourcesKeptAside false where there were too few sources, so that photos were kept aside
 *     one group of neighbours at a time; then the figures flatter
 */
public record Trained(
    Head head, Figures keptAside, Optional<Figures> start, boolean areSourcesKeptAside) {}
