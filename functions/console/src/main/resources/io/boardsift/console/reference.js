// A good board to compare with, next to the photo or over it, by turns.
import { referenceOf } from "./guide.js";
import { decoded } from "./pictures.js";

const TURN_MS = 700; // slow enough for everybody's eyes
const KEPT = 8;
const NONE = "none";
const ASIDE = "aside";
const OVER = "over";
const NEXT = { [NONE]: ASIDE, [ASIDE]: OVER, [OVER]: NONE };

/** What is said once it is asked for. */
const WORDS = {
  [NONE]: "The reference is put away.",
  [ASIDE]: "The reference is next to the photo.",
  [OVER]: "The reference is over the photo.",
};

/** Whether nothing may move by itself. */
function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Reference {
  #parts;
  #view;
  #say;
  #how = NONE;
  /** @type {string | null} */
  #camera = null;
  #turn = 0; // a picture that comes late is not shown
  #timer = 0;
  /** @type {Map<string, Promise<HTMLImageElement | null>>} pictures by camera */
  #pictures = new Map();

  /**
   * @param {{main: HTMLElement, aside: HTMLElement, over: HTMLElement}} parts of the page
   * @param {import("./view.js").View} view
   * @param {(text: string) => void} say
   */
  constructor(parts, view, say) {
    this.#parts = parts;
    this.#view = view;
    this.#say = say;
  }

  /** Beside the photo; over it; not at all; and so on. */
  next() {
    this.#how = NEXT[this.#how];
    void this.#show(true);
  }

  /**
   * Another photo is looked at. It is seen itself first, and then, by turns, what it is compared
   * with.
   * @param {string | null} camera null if no photo is
   */
  photoChanged(camera) {
    this.#camera = camera;
    if (this.#how === OVER && isCalm()) {
      this.#how = NONE; // it would cover the photo, which nobody has seen yet
    }
    void this.#show(false);
  }

  async #show(isAskedFor) {
    const turn = ++this.#turn;
    clearInterval(this.#timer);
    const { main, aside, over } = this.#parts;
    over.style.visibility = "hidden";
    const image = this.#how === NONE || this.#camera === null ? null : await this.#picture(this.#camera);
    if (turn !== this.#turn) {
      return;
    }
    const isAside = Boolean(image) && this.#how === ASIDE;
    main.classList.toggle("compares", isAside);
    aside.hidden = !isAside;
    over.hidden = !image || isAside;
    this.#view.compareWith(image, isAside ? aside : over);
    if (image && this.#how === OVER) {
      this.#cover(over);
    }
    if (isAskedFor) {
      this.#say(image || this.#how === NONE ? WORDS[this.#how] : "There is no reference for this camera.");
    }
  }

  #cover(over) {
    const turn = () => (over.style.visibility = over.style.visibility === "hidden" ? "visible" : "hidden");
    if (isCalm()) {
      turn();
    } else {
      this.#timer = setInterval(turn, TURN_MS);
    }
  }

  #picture(camera) {
    if (!this.#pictures.has(camera)) {
      const picture = referenceOf(camera)
        .then((address) => (address ? decoded(address) : null))
        .catch(() => {
          this.#pictures.delete(camera); // tried again another time
          return null;
        });
      this.#pictures.set(camera, picture);
      if (this.#pictures.size > KEPT) {
        this.#pictures.delete(this.#pictures.keys().next().value);
      }
    }
    return this.#pictures.get(camera);
  }
}
