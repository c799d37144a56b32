// Answers on their way to the server. They are kept in the browser's storage from the very key
// press, before anything else is done, and are sent in order, again until they arrive: over
// reloads, and over hours without a network. One of the browser's pages sends at a time; the server
// takes each answer once, however often it comes.
import { RequestError, post } from "./api.js";
import { authorization, who } from "./sign-in.js";

const PREFIX = "boardsift-answer:";
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * @typedef {object} Given
 * @property {string} id
 * @property {string} task the id of the photo that it is about
 * @property {string | null} replaces the id of the answer that it changes
 * @property {{key: string}} photo
 * @property {string} answer
 * @property {string | null} lease
 * @property {string} day
 * @property {"answers" | "disputes"} [to]
 */

const listeners = { change: [], taken: [], refused: [] };
let last = 0;
let pause = SHORTEST_PAUSE_MS;
let trouble = null;
let isSending = false;

/**
 * "change": something was added, sent, or failed. "taken": (given, receipt). "refused": (given,
 * error), where sending again cannot help.
 * @param {"change" | "taken" | "refused"} what
 * @param {(...args: any[]) => void} listener
 */
export function on(what, listener) {
  listeners[what].push(listener);
}

function tell(what, ...args) {
  for (const listener of listeners[what]) {
    listener(...args);
  }
}

/** A name that nobody else gives. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** Today's date where the reviewer is. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Keys of what this reviewer has not sent yet, oldest first. */
function keys() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(`${PREFIX}${who()}:`))
    .sort();
}

/** How many answers are not sent yet. */
export function size() {
  return keys().length;
}

/** The ids of the answers that are not sent yet. */
export function unsent() {
  return new Set(keys().map((key) => key.slice(key.lastIndexOf(":") + 1)));
}

/** What keeps answers from being sent, or null. */
export function currentTrouble() {
  return trouble;
}

/**
 * Keeps an answer, and sends it when it is its turn.
 * @param {Given} given
 * @throws {DOMException} if the browser keeps nothing more
 */
export function add(given) {
  // Two in the same millisecond, and a clock that is set back, keep their order.
  last = Math.max(Date.now(), last + 1);
  localStorage.setItem(
    `${PREFIX}${who()}:${String(last).padStart(15, "0")}:${given.id}`,
    JSON.stringify(given),
  );
  tell("change");
  void send();
}

async function sendOne(key, person) {
  const kept = localStorage.getItem(key);
  if (!kept) {
    return; // another page has sent it
  }
  const { to = "answers", ...given } = JSON.parse(kept);
  try {
    const receipt = await post(to, given, person);
    localStorage.removeItem(key);
    tell("taken", given, receipt);
  } catch (error) {
    if (error.mayHelpToTryAgain !== false) {
      throw error;
    }
    localStorage.removeItem(key);
    tell("refused", { ...given, to }, error);
  }
}

/** One page at a time. Pages without TLS have no locks; one answer sent twice does no harm. */
function inTurn(what) {
  return navigator.locks ? navigator.locks.request(PREFIX, what) : what();
}

async function sendAll() {
  for (let [key] = keys(); key; [key] = keys()) {
    try {
      const person = who();
      await authorization(); // outside the lock, as a person may have to sign in first
      await inTurn(() => sendOne(key, person));
      pause = SHORTEST_PAUSE_MS;
      trouble = null;
      tell("change");
    } catch (error) {
      trouble = error instanceof RequestError ? error.message : "The server cannot be reached.";
      tell("change");
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }
}

/** Sends what is there, unless it is being sent already. */
export async function send() {
  if (isSending || keys().length === 0) {
    return;
  }
  isSending = true;
  try {
    await sendAll();
  } finally {
    isSending = false;
    tell("change");
  }
}

/**
 * Takes back what is not sent yet about a photo.
 * @param {string} task
 * @returns {Given[]} oldest first
 */
export function takeBack(task) {
  const taken = keys()
    .map((key) => ({ key, given: JSON.parse(localStorage.getItem(key)) }))
    .filter(({ given }) => given.task === task);
  taken.forEach(({ key }) => localStorage.removeItem(key));
  return taken.map(({ given }) => given);
}

addEventListener("storage", (event) => event.key?.startsWith(PREFIX) && tell("change"));

addEventListener("online", () => {
  pause = SHORTEST_PAUSE_MS;
  void send();
});
