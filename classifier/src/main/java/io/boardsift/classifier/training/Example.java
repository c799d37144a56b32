package io.boardsift.classifier.training;

/**
 * A labelled photo as the backbone sees it.
 *
 * @param embedding the backbone's numbers
 * @param showsBoard the label
 * @param source where it comes from; photos of one source resemble each other
 * @param isHarderCopy whether it is a photo of a worse day, made of another one: it counts where
 *     the threshold is chosen, and is not learned from
 */
public record Example(float[] embedding, boolean showsBoard, String source, boolean isHarderCopy) {}
