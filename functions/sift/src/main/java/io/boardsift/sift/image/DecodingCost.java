package io.boardsift.sift.image;

/**
 * What decoding a file takes, told by its structure before a byte is decoded: never less than what
 * the decoder will take, so that a bomb is known before it goes off.
 *
 * @param memory native memory at its peak, in bytes, the file's own bytes left out
 * @param steps how many samples the decoder walks over, each as often as it does
 */
record DecodingCost(long memory, long steps) {}
