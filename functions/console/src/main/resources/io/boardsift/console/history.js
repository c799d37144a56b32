// One deleted photo: where it is now, what was decided on it and why, and what people said.
import { inWords } from "./answers.js";
import { post } from "./api.js";
import { hasModifier, signOf } from "./keys.js";
import { markOn } from "./marks.js";

const WHOLE = { left: 0, top: 0, width: 100, height: 100 };
const REFRESH_MS = 2_000;
const REFRESHES = 5; // the verdicts function removes a delete marker within seconds

/** @param {string} instant */
export function timeOf(instant) {
  return new Date(instant).toLocaleString();
}

export class History {
  #page;
  #listener;
  /** @type {string | null} the fingerprint of what is shown */
  #photo = null;
  #left = 0;
  #timer = 0;

  /**
   * @param {Record<string, any>} page parts of the page by their ids
   * @param {{bringBack: (photo: string) => void, go: (photo: string, step: number) => void,
   *   closed: () => void, failed: (error: Error) => void}} listener does what is asked for
   */
  constructor(page, listener) {
    this.#page = page;
    this.#listener = listener;
    page["history-bring-back"].addEventListener("click", () => this.#bringBack());
    page["history-before"].addEventListener("click", () => this.#go(-1));
    page["history-next"].addEventListener("click", () => this.#go(1));
    page["history-close"].addEventListener("click", () => page.history.close());
    page.history.addEventListener("close", () => {
      if (this.#photo) {
        this.#photo = null;
        listener.closed();
      }
    });
    page.history.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {string} photo its fingerprint */
  async open(photo) {
    if (photo !== this.#photo) {
      this.#photo = photo;
      this.#left = 0;
      this.#page["history-title"].textContent = "Loading…";
      this.#page["history-said"].textContent = "";
      for (const part of ["picture", "now", "facts", "measures"]) {
        this.#page[`history-${part}`].replaceChildren();
      }
      if (!this.#page.history.open) {
        this.#page.history.showModal();
      }
      await this.#load(true);
    }
  }

  close() {
    this.#photo = null;
    clearTimeout(this.#timer);
    this.#page.history.close();
  }

  /**
   * What came of bringing photos back.
   * @param {{photo: string, isDone: boolean, why: string}[]} results
   */
  tell(results) {
    const result = results.find((one) => one.photo === this.#photo);
    if (result) {
      this.#page["history-said"].textContent = [
        result.isDone ? "It comes back." : "Not brought back:",
        result.why,
      ]
        .filter(Boolean)
        .join(" ");
      this.#left = result.isDone ? REFRESHES : 0;
      void this.#load(false);
    }
  }

  async #load(isFirst) {
    const photo = this.#photo;
    clearTimeout(this.#timer);
    let known;
    try {
      known = await post("histories", { photo });
    } catch (error) {
      if (photo === this.#photo) {
        this.#page["history-title"].textContent = "Not found";
        this.#page["history-now"].textContent = error.message;
      }
      return;
    }
    if (photo !== this.#photo) {
      return;
    }
    this.#show(known, isFirst);
    if (this.#left-- > 0) {
      this.#timer = setTimeout(() => this.#load(false), REFRESH_MS);
    }
  }

  #show(known, isFirst) {
    const { decision = {}, answer } = known;
    this.#page["history-title"].textContent = known.key;
    this.#page["history-now"].textContent = `Now: ${known.now}.`;
    this.#page["history-original"].href = known.original;
    if (isFirst) {
      this.#showPicture(known.picture, answer?.defect?.places ?? []);
    }
    describe(this.#page["history-facts"], [
      ["Rule", decision.rule ? `${decision.rule} (rules ${decision.rulesVersion ?? "none"})` : ""],
      ["Reason", decision.reason],
      ["Conditions", (decision.conditions ?? []).join("; ")],
      ["Model", modelInWords(decision.model)],
      ["Decided", decision.decidedAt ? `${timeOf(decision.decidedAt)}, by ${decision.by}` : ""],
      ["Deleted", deletionInWords(decision.deletion)],
      [
        "Answer",
        answer ? `${inWords(answer)}${answer.by ? `, by ${answer.by}` : ""}, ${timeOf(answer.at)}` : "",
      ],
      ["Brought back", decision.restored ? `${decision.restored.why}, ${timeOf(decision.restored.at)}` : ""],
      ["Uploaded", `${timeOf(known.uploadedAt)}, ${known.bytes.toLocaleString()} bytes`],
      ["Version", `${known.versionId}${known.versions > 1 ? `; the key has ${known.versions}` : ""}`],
    ]);
    describe(this.#page["history-measures"], Object.entries(decision.evidence ?? {}));
  }

  /** @param {string} address @param {import("./view.js").Place[]} places where the board is broken */
  #showPicture(address, places) {
    const image = document.createElement("img");
    image.alt = "The photo";
    image.addEventListener("error", () => {
      image.replaceWith("This browser cannot show the photo, or it is gone. “Open original” saves it.");
    });
    image.src = address;
    const marked = document.createElement("div");
    marked.className = "marked";
    marked.append(image, ...places.map((place) => markOn(WHOLE, place, "%")));
    this.#page["history-picture"].replaceChildren(marked);
  }

  #bringBack() {
    if (this.#photo) {
      this.#listener.bringBack(this.#photo);
    }
  }

  #go(step) {
    if (this.#photo) {
      this.#listener.go(this.#photo, step);
    }
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (hasModifier(event)) {
      return;
    }
    const actions = {
      arrowleft: () => this.#go(-1),
      arrowright: () => this.#go(1),
      b: () => this.#bringBack(),
      o: () => this.#page["history-original"].click(),
    };
    const action = actions[signOf(event)];
    if (action) {
      event.preventDefault();
      action();
    }
  }
}

/** @param {HTMLElement} list @param {[string, any][]} facts those without a value are left out */
function describe(list, facts) {
  const parts = [];
  for (const [name, value] of facts) {
    if (value !== "" && value !== null && value !== undefined) {
      const term = document.createElement("dt");
      term.textContent = name;
      const text = document.createElement("dd");
      text.textContent = String(value);
      parts.push(term, text);
    }
  }
  list.replaceChildren(...parts);
}

function deletionInWords(deletion) {
  // Without a marker it is only begun; at the beginning of time it never was.
  if (!deletion || new Date(deletion.at).getTime() === 0) {
    return "";
  }
  return `${deletion.marker ? "" : "begun "}on the word of a ${deletion.by}, ${timeOf(deletion.at)}`;
}

function modelInWords(model) {
  return model
    ? `${model.reason}${model.mode === "shadow" ? " (in shadow: nothing follows from it)" : ""}`
    : "";
}
