package io.boardsift.local.judgement;

import io.boardsift.sift.evidence.Evidence;
import java.util.Optional;

/**
 * A labelled photo and all that was measured on it.
 *
 * @param evidence everything up to the pixels, or as far as it could be had
 * @param trouble why the pixels could not be had; a person sees such a photo
 */
public record MeasuredPhoto(LabelledPhoto photo, Evidence evidence, Optional<String> trouble) {}
