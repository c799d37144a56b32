// The four answers, and their keys.

/** @typedef {"good board" | "broken board" | "not a board" | "cannot tell"} Answer */

export const CANNOT_TELL = "cannot tell";
export const NOT_A_BOARD = "not a board";

const BY_DIGIT = { 1: "good board", 2: "broken board", 3: NOT_A_BOARD, 4: CANNOT_TELL };

/**
 * The answer of a key. What it prints counts, and otherwise its place: on French and Czech keyboards
 * the digits' row prints other signs, and a number pad without NumLock moves a cursor. With Shift a
 * place says nothing: it makes a "+" of the 1 in Zürich and of the 3 in Budapest.
 * @param {KeyboardEvent} event
 * @returns {Answer | undefined}
 */
export function answerOf(event) {
  const place = event.shiftKey ? null : /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
  return BY_DIGIT[event.key] ?? BY_DIGIT[place?.[1]];
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
