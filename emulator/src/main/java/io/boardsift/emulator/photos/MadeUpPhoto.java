package io.boardsift.emulator.photos;

/**
 * A photo as a camera would upload it.
 *
 * @param name its file's name
 * @param subject what it shows
 * @param bytes the file
 */
public record MadeUpPhoto(String name, Subject subject, byte[] bytes) {}
