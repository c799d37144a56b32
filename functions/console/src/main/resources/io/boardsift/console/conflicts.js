// Answers that were not taken, mostly since a colleague was first. Each is told, and settled by its
// reviewer; they are kept over reloads until then.
import { who } from "./sign-in.js";

const NAME = `boardsift-conflicts:${who()}`;

/**
 * @typedef {object} Conflict
 * @property {import("./outbox.js").Given} given
 * @property {any} theirs the answer that stands; null if none does
 * @property {string} message
 */

export class Conflicts {
  /** @type {Conflict[]} */
  #conflicts = JSON.parse(localStorage.getItem(NAME) ?? "[]");
  #page;

  /**
   * @param {Record<string, any>} page its parts by their ids
   * @param {(conflict: Conflict) => void} askAnother has one more person look
   */
  constructor(page, askAnother) {
    this.#page = page;
    page["keep-theirs"].addEventListener("click", () => this.#settle());
    page["ask-another"].addEventListener("click", () => {
      askAnother(this.#conflicts[0]);
      this.#settle();
    });
    this.#show();
  }

  /** @param {Conflict} conflict */
  add(conflict) {
    this.#conflicts.push(conflict);
    this.#show();
  }

  #settle() {
    this.#conflicts.shift();
    this.#show();
  }

  #show() {
    localStorage.setItem(NAME, JSON.stringify(this.#conflicts));
    const [conflict] = this.#conflicts;
    const page = this.#page;
    page.conflict.hidden = !conflict;
    if (conflict) {
      page["conflict-title"].textContent = conflict.theirs ? "Answered already" : "Answer not taken";
      page["conflict-text"].textContent = inWords(conflict);
      page["ask-another"].hidden = !conflict.theirs;
      page["keep-theirs"].textContent = conflict.theirs ? "Leave it so" : "Close";
    }
  }
}

/** @param {Conflict} conflict */
function inWords({ given, theirs, message }) {
  if (!theirs) {
    return `${given.photo.key}, “${given.answer}”: ${message}`;
  }
  const whose = theirs.by && theirs.by === who() ? "you on another page" : "a colleague";
  const when = new Date(theirs.at).toLocaleTimeString();
  return `${given.photo.key}: you said “${given.answer}”, and ${whose} had said “${theirs.answer}” at ${when}. That stands.`;
}
