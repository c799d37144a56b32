// The four answers, and their keys.

/** @typedef {"good board" | "broken board" | "not a board" | "cannot tell"} Answer */

export const CANNOT_TELL = "cannot tell";
export const NOT_A_BOARD = "not a board";

const BY_DIGIT = { 1: "good board", 2: "broken board", 3: NOT_A_BOARD, 4: CANNOT_TELL };

/**
 * The answer of a key. Where a digit lies is what counts: on a French keyboard it needs Shift, and
 * on a number pad without NumLock it is an arrow.
 * @param {KeyboardEvent} event
 * @returns {Answer | undefined}
 */
export function answerOf(event) {
  const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1] ?? event.key;
  return BY_DIGIT[digit];
}

/**
 * The letter or sign of a key. What it prints is what counts, as that is what people look for;
 * where it prints no Latin letter, its place.
 * @param {KeyboardEvent} event
 */
export function signOf(event) {
  const isLatin = /^[\x20-\x7e]$/.test(event.key);
  return (isLatin ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key)).toLowerCase();
}
