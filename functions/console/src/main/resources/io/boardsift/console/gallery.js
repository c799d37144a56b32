// The deleted photos of a day, by rule and camera: some can be picked and brought back. What is
// shown is in the page's address, so that it can be sent to somebody.
import { post } from "./api.js";
import { History } from "./history.js";
import { signOf } from "./keys.js";

const AT_ONCE = 10; // as many as the server takes
const STATES = {
  deleted: "Deleted",
  "brought-back": "Brought back",
  kept: "Not deleted",
  begun: "Deletion begun",
  unknown: "Not known",
};
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * A deleted photo, as the server lists it.
 * @typedef {object} Listed
 * @property {string} photo its fingerprint
 * @property {string | null} key
 * @property {string} by rule-… or person
 * @property {string} camera
 * @property {string} reason
 * @property {string | null} at
 * @property {string} state
 * @property {string | null} picture
 * @property {string | null} original
 */

/**
 * What is shown.
 * @typedef {{day: string | null, by: string | null, camera: string | null, photo: string | null}} Place
 */

/**
 * @param {string} hash of the page's address
 * @returns {Place}
 */
export function placeOf(hash) {
  const query = new URLSearchParams(hash.split("?")[1] ?? "");
  return {
    day: query.get("day"),
    by: query.get("by"),
    camera: query.get("camera"),
    photo: query.get("photo"),
  };
}

/** @param {Place} place */
function hashOf(place) {
  const known = Object.entries(place).filter(([, value]) => value !== null);
  const query = new URLSearchParams(/** @type {[string, string][]} */ (known));
  return query.size === 0 ? "#gallery" : `#gallery?${query}`;
}

/** On whose word photos were deleted. */
export function byInWords(by) {
  return by === "person" ? "People" : by.replace(/^rule-/, "");
}

export class Gallery {
  #page;
  #listener;
  #history;
  /** @type {Place} */
  #place = { day: null, by: null, camera: null, photo: null };
  /** @type {string | null} what is listed, as text; null where nothing is */
  #listed = null;
  /** @type {Listed[]} */
  #photos = [];
  /** @type {Map<string, HTMLLIElement>} by fingerprint */
  #cards = new Map();
  /** @type {string | null} */
  #next = null;
  #counts = [];
  #days = [];
  #lastPicked = -1;
  #isBusy = false;

  /**
   * @param {Record<string, any>} page parts of the page by their ids
   * @param {{failed: (error: Error) => void, worked: () => void}} listener told how requests end
   */
  constructor(page, listener) {
    this.#page = page;
    this.#listener = listener;
    this.#history = new History(page, {
      bringBack: (photo) => this.#bringBack([photo]),
      go: (photo, step) => this.#goTo(this.#neighbour(photo, step)),
      closed: () => this.#goTo(null),
      failed: listener.failed,
    });
    page.filters.addEventListener("change", () => this.#filter());
    page.filters.addEventListener("submit", (event) => event.preventDefault());
    page.more.addEventListener("click", () => this.#load());
    page["pick-all"].addEventListener("click", () => this.#pickAll(true));
    page["pick-none"].addEventListener("click", () => this.#pickAll(false));
    page["bring-back"].addEventListener("click", () => this.#bringBack(this.#picked()));
    page.groups.addEventListener("click", (event) => this.#clicked(event));
    page.groups.addEventListener("change", () => this.#showPicked());
  }

  /** @param {Place} place */
  async show(place) {
    const isOther = this.#listed !== JSON.stringify([place.day, place.by, place.camera]);
    this.#place = place;
    if (isOther) {
      this.#listed = JSON.stringify([place.day, place.by, place.camera]);
      await this.#load(true);
    }
    if (place.photo) {
      await this.#history.open(place.photo);
    } else {
      this.#history.close();
    }
  }

  /** Another part of the page is shown; coming back lists anew. */
  leave() {
    this.#history.close();
    this.#listed = null;
  }

  async #load(isFirst = false) {
    const { day, by, camera } = this.#place;
    const wanted = this.#listed;
    if (isFirst) {
      this.#photos = [];
      this.#cards.clear();
      this.#page.groups.replaceChildren();
      this.#page.more.hidden = true;
      this.#page.summary.textContent = "Looking for photos…";
      this.#showPicked();
    }
    let part;
    try {
      part = await post("deletions", { day, by, camera, after: isFirst ? "" : this.#next });
    } catch (error) {
      this.#page.summary.textContent = "";
      this.#listed = null;
      this.#listener.failed(error);
      return;
    }
    if (wanted !== this.#listed) {
      return; // something else was asked for meanwhile
    }
    this.#listener.worked();
    this.#next = part.next;
    if (part.counts) {
      this.#counts = part.counts;
      this.#days = part.days;
      this.#showFilters(part.day);
    }
    part.photos.forEach((photo) => this.#add(photo));
    this.#page.more.hidden = !part.next;
    this.#showSummary(part.day);
    this.#showPicked();
  }

  // -------------------------------------------------------------- what is shown

  #showFilters(day) {
    this.#page.filters.hidden = false;
    const { by, camera } = this.#place;
    const { day: days, by: words, camera: cameras } = this.#page.filters.elements;
    const rules = this.#counts.filter((count) => count.by !== "person");
    options(days, [...new Set([day, ...this.#days])].filter(Boolean).sort().reverse(), day, (one) => one);
    options(words, ["", ...new Set(this.#counts.map((count) => count.by))], by ?? "", (one) =>
      one === ""
        ? `All rules (${total(rules)})`
        : `${byInWords(one)} (${total(this.#counts.filter((count) => count.by === one))})`,
    );
    const ofThese = by ? this.#counts.filter((count) => count.by === by) : rules;
    // With a slash before it, as photos in no folder are of a camera without a name.
    options(
      cameras,
      ["", ...new Set(ofThese.map((count) => `/${count.camera}`))],
      camera === null ? "" : `/${camera}`,
      (one) =>
        one === ""
          ? `All cameras (${total(ofThese)})`
          : `${cameraInWords(one.slice(1))} (${total(ofThese.filter((count) => `/${count.camera}` === one))})`,
    );
  }

  #showSummary(day) {
    const shown = this.#photos.length;
    const all = total(
      this.#counts.filter(
        ({ by, camera }) =>
          (this.#place.by ? by === this.#place.by : by !== "person") &&
          (this.#place.camera === null || camera === this.#place.camera),
      ),
    );
    this.#page.summary.textContent =
      shown === 0
        ? day
          ? `Nothing of this was deleted on ${day}.`
          : "Nothing is deleted yet."
        : `${shown.toLocaleString()} of ${all.toLocaleString()} photos that were to be deleted on ${day}.`;
  }

  /** @param {Listed} photo */
  #add(photo) {
    if (this.#cards.has(photo.photo)) {
      return;
    }
    const title = `${byInWords(photo.by)} · ${cameraInWords(photo.camera)}`;
    let list = this.#page.groups.lastElementChild?.lastElementChild;
    if (this.#page.groups.lastElementChild?.dataset.title !== title) {
      const group = document.createElement("section");
      group.dataset.title = title;
      const heading = document.createElement("h3");
      heading.textContent = title;
      list = document.createElement("ul");
      group.append(heading, list);
      this.#page.groups.append(group);
    }
    const card = cardOf(photo);
    list.append(card);
    this.#photos.push(photo);
    this.#cards.set(photo.photo, card);
  }

  // ------------------------------------------------------------ what is picked

  #boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.#page.groups.querySelectorAll("input")]);
  }

  #picked() {
    return this.#boxes()
      .filter((box) => box.checked)
      .map((box) => box.value);
  }

  #pickAll(isPicked) {
    this.#boxes().forEach((box) => (box.checked = isPicked));
    this.#showPicked();
  }

  #showPicked() {
    const count = this.#picked().length;
    this.#page.toolbar.hidden = this.#photos.length === 0;
    this.#page["bring-back"].setAttribute("aria-disabled", String(count === 0 || this.#isBusy));
    if (!this.#isBusy) {
      this.#page.picked.textContent = count === 0 ? "None picked." : `${count} picked.`;
    }
  }

  #clicked(event) {
    const button = event.target.closest("button");
    if (button) {
      this.#goTo(button.value);
      return;
    }
    if (!(event.target instanceof HTMLInputElement)) {
      return; // a click on a label comes once more, on its box
    }
    const boxes = this.#boxes();
    const place = boxes.indexOf(event.target);
    if (event.shiftKey && this.#lastPicked >= 0) {
      const [from, to] = [Math.min(place, this.#lastPicked), Math.max(place, this.#lastPicked)];
      boxes
        .slice(from, to + 1)
        .forEach((box) => (box.checked = /** @type {HTMLInputElement} */ (event.target).checked));
    }
    this.#lastPicked = place;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const box = this.#boxes().indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (ARROWS.includes(event.key)) {
      event.preventDefault();
      this.#move(box, event.key, event.shiftKey);
    } else if (event.key === "Enter" && box >= 0) {
      event.preventDefault();
      this.#goTo(this.#photos[box].photo);
    } else if (event.key === "Escape") {
      this.#pickAll(false);
    } else if (signOf(event) === "a") {
      this.#pickAll(true);
    } else if (signOf(event) === "b") {
      void this.#bringBack(this.#picked());
    }
  }

  /** Moves the focus from photo to photo; with Shift those on the way are picked. */
  #move(from, key, isPicking) {
    const boxes = this.#boxes();
    const to = from < 0 ? 0 : Math.min(boxes.length - 1, Math.max(0, this.#target(boxes, from, key)));
    if (!boxes[to]) {
      return;
    }
    boxes[to].focus();
    boxes[to].closest("li").scrollIntoView({ block: "nearest" });
    if (isPicking && from >= 0) {
      boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => (box.checked = true));
      this.#showPicked();
    }
    this.#lastPicked = to;
  }

  #target(boxes, from, key) {
    switch (key) {
      case "ArrowLeft":
        return from - 1;
      case "ArrowRight":
        return from + 1;
      case "Home":
        return 0;
      case "End":
        return boxes.length - 1;
      default:
        return nearestInLine(boxes, from, key === "ArrowDown" ? 1 : -1);
    }
  }

  // ------------------------------------------------------------- what is done

  /** @param {string[]} photos their fingerprints */
  async #bringBack(photos) {
    if (photos.length === 0 || this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    const results = [];
    try {
      for (let i = 0; i < photos.length; i += AT_ONCE) {
        this.#page.picked.textContent = `Bringing back ${i + 1} of ${photos.length}…`;
        this.#showPicked();
        results.push(...(await post("restorations", { photos: photos.slice(i, i + AT_ONCE) })).results);
      }
      this.#listener.worked();
    } catch (error) {
      this.#listener.failed(error);
    }
    this.#isBusy = false;
    results.forEach((result) => this.#showResult(result));
    const done = results.filter((result) => result.isDone).length;
    const failed = photos.length - done;
    this.#showPicked();
    this.#page.picked.textContent = [
      done > 0 ? `${done} brought back; people will be asked about ${done === 1 ? "it" : "them"}.` : "",
      failed > 0 ? `${failed} not brought back.` : "",
    ]
      .filter(Boolean)
      .join(" ");
    this.#history.tell(results);
  }

  #showResult({ photo, isDone, why }) {
    const card = this.#cards.get(photo);
    const listed = this.#photos.find((one) => one.photo === photo);
    if (!card || !listed) {
      return;
    }
    if (isDone) {
      listed.state = "brought-back";
      card.querySelector("input").checked = false;
    }
    showState(card, listed.state);
    /** @type {HTMLElement} */
    const said = card.querySelector(".said");
    said.textContent = why;
    said.hidden = !why;
  }

  // ---------------------------------------------------------------- the address

  #filter() {
    const { day, by, camera } = this.#page.filters.elements;
    location.hash = hashOf({
      day: day.value || null,
      by: by.value || null,
      camera: camera.value === "" ? null : camera.value.slice(1),
      photo: null,
    });
  }

  /** @param {string | null | undefined} photo its fingerprint; null for the list */
  #goTo(photo) {
    if (photo !== undefined && photo !== this.#place.photo) {
      location.hash = hashOf({ ...this.#place, photo });
      if (photo === null) {
        this.#cards
          .get(this.#place.photo ?? "")
          ?.querySelector("input")
          ?.focus();
      }
    }
  }

  #neighbour(photo, step) {
    return this.#photos[this.#photos.findIndex((one) => one.photo === photo) + step]?.photo;
  }
}

/** @param {Listed} photo */
function cardOf(photo) {
  const card = document.createElement("li");
  card.className = "card";
  const name = photo.key?.split("/").at(-1) ?? photo.photo;
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.value = photo.photo;
  label.append(box, pictureOf(photo.picture), span("name", name), span("why", photo.reason));
  const said = document.createElement("p");
  said.className = "said";
  said.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.value = photo.photo;
  button.textContent = "Details";
  button.ariaLabel = `Details of ${name}`;
  card.append(label, span("state", ""), said, button);
  card.title = photo.key ?? "";
  showState(card, photo.state);
  return card;
}

/** @param {HTMLElement} card */
function showState(card, state) {
  /** @type {HTMLElement} */
  const badge = card.querySelector(".state");
  badge.textContent = STATES[state] ?? state;
  badge.dataset.state = state;
}

/** A picture without words, as its name stands next to it; or words where there is none. */
function pictureOf(address) {
  const none = span("no-picture", "No picture");
  if (!address) {
    return none;
  }
  const image = document.createElement("img");
  image.loading = "lazy";
  image.decoding = "async";
  image.alt = "";
  image.addEventListener("error", () => image.replaceWith(none));
  image.src = address;
  return image;
}

function span(className, text) {
  const part = document.createElement("span");
  part.className = className;
  part.textContent = text;
  return part;
}

function options(select, values, chosen, wordsOf) {
  const all = chosen === null || values.includes(chosen) ? values : [...values, chosen];
  select.replaceChildren(
    ...all.map((value) => {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = wordsOf(value);
      option.selected = value === chosen;
      return option;
    }),
  );
}

function total(counts) {
  return counts.reduce((sum, count) => sum + count.deletions, 0);
}

function cameraInWords(camera) {
  return camera === "" ? "in no folder" : camera;
}

/** The box above or below: the nearest of those in the next line of photos. */
function nearestInLine(boxes, from, step) {
  const here = boxes[from].getBoundingClientRect();
  let best = from;
  let line = null;
  for (let i = from + step; i >= 0 && i < boxes.length; i += step) {
    const box = boxes[i].getBoundingClientRect();
    if (box.top === here.top) {
      continue;
    }
    line ??= box.top;
    if (box.top !== line) {
      break;
    }
    const isNearer =
      Math.abs(box.left - here.left) < Math.abs(boxes[best].getBoundingClientRect().left - here.left);
    if (best === from || isNearer) {
      best = i;
    }
  }
  return best;
}
