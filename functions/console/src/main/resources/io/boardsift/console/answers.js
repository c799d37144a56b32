// The four answers, and their keys.

/** @typedef {"good board" | "broken board" | "not a board" | "cannot tell"} Answer */

export const BROKEN_BOARD = "broken board";
export const CANNOT_TELL = "cannot tell";
export const NOT_A_BOARD = "not a board";

/** @type {Record<string, Answer>} */
const BY_DIGIT = { 1: "good board", 2: BROKEN_BOARD, 3: NOT_A_BOARD, 4: CANNOT_TELL };

/** The first of the keys that tell what is broken. */
export const FIRST_DEFECT_KEY = 5;

/**
 * The digit of a key. What it prints counts, and otherwise its place: on French and Czech keyboards
 * the digits' row prints other signs, and a number pad without NumLock moves a cursor. With Shift a
 * place says nothing: it makes a "+" of the 1 in Zürich and of the 3 in Budapest.
 */
function digitOf(event) {
  if (/^[1-9]$/.test(event.key)) {
    return event.key;
  }
  return event.shiftKey ? undefined : /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
}

/**
 * What a key answers.
 * @param {KeyboardEvent} event
 * @param {string[]} defects those that have a key of their own answer "broken board", too
 * @returns {{answer: Answer, defect: string} | null}
 */
export function answerOf(event, defects) {
  const digit = digitOf(event);
  const answer = BY_DIGIT[digit];
  const defect = answer ? "" : defects[Number(digit) - FIRST_DEFECT_KEY];
  return answer || defect ? { answer: answer ?? BROKEN_BOARD, defect } : null;
}

/** What was answered on a photo. */
export function inWords({ answer, defect }) {
  const count = defect?.places.length ?? 0;
  const places = count === 0 ? "" : count === 1 ? "1 place" : `${count} places`;
  return [answer, defect?.reason, places].filter(Boolean).join(", ");
}
