// Keys that are for a page as a whole.

/**
 * The letter or sign of a key. What it prints is what counts, as that is what people look for;
 * where it prints no Latin letter, its place.
 * @param {KeyboardEvent} event
 */
export function signOf(event) {
  const isLatin = /^[\x20-\x7e]$/.test(event.key);
  return (isLatin ? event.key : (/^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key)).toLowerCase();
}

/**
 * Whether a key is meant for the page: not for the browser, for what somebody types, or for a dialog.
 * @param {KeyboardEvent} event
 */
export function isForPage(event) {
  const { target } = event;
  const isTyping =
    (target instanceof HTMLInputElement && target.type !== "checkbox") || target instanceof HTMLSelectElement;
  return !isTyping && !hasModifier(event) && !document.querySelector("dialog[open]");
}

/**
 * Whether a key is held with one by which browsers and systems are told something.
 * @param {KeyboardEvent} event
 */
export function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.altKey;
}
