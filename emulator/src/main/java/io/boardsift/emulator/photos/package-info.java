/**
 * Photos that nobody took: circuit boards and other things, drawn by a seeded generator, to try the
 * pipeline without any photo at hand. They are no measure of how good rules are; real photos are.
 */
package io.boardsift.emulator.photos;
