// Where a board is broken: points and boxes that the reviewer has set on the photo.

/** @typedef {import("./view.js").Place} Place */

const MOST = 20; // as many as the server takes
const SMALLEST = 0.005; // a smaller box is a slip of the hand

export class Marks {
  #layer;
  #photo = { left: 0, top: 0, width: 0, height: 0 };
  /** @type {Place[]} of the photo that is looked at */
  #places = [];
  /** @type {Place | null} a box that is being drawn */
  #drawn = null;
  /** @type {Place[]} as they were before the last press */
  #before = [];
  #changed;

  /**
   * @param {HTMLElement} layer lies over the stage
   * @param {() => void} changed told when there are more places, or fewer
   */
  constructor(layer, changed) {
    this.#layer = layer;
    this.#changed = changed;
  }

  /** What is marked. */
  get places() {
    return this.#places;
  }

  /** Begins with a photo. @param {Place[]} places what is marked on it already */
  begin(places) {
    this.#places = places;
    this.#drawn = null;
    this.#show();
  }

  /** Lays the marks over the photo, wherever it is now. */
  placeOver(photo) {
    this.#photo = photo;
    this.#show();
  }

  /**
   * Sets a point, or takes away what is marked there.
   * @param {Place} point
   * @param {number} radius how near is the same place, in fractions of the photo's width
   */
  press(point, radius) {
    const { width, height } = this.#photo;
    const isThere = (place) =>
      Math.hypot(
        middle(place.x, place.width) - point.x,
        (middle(place.y, place.height) - point.y) * (height / width),
      ) < radius;
    const rest = this.#places.filter((place) => !isThere(place));
    this.#set(rest.length < this.#places.length ? rest : [...this.#places, point]);
  }

  /** The last press meant something else. */
  takeBackPress() {
    this.#set(this.#before);
  }

  /** @param {Place} box */
  draw(box, isDone) {
    const isLargeEnough = box.width > SMALLEST && box.height > SMALLEST;
    this.#drawn = isDone || !isLargeEnough ? null : box;
    if (isDone && isLargeEnough) {
      this.#set([...this.#places, box]);
    } else {
      this.#show();
    }
  }

  removeLast() {
    this.#set(this.#places.slice(0, -1));
  }

  #set(places) {
    this.#before = this.#places;
    this.#places = places.slice(0, MOST);
    this.#show();
    this.#changed();
  }

  #show() {
    const shown = this.#drawn ? [...this.#places, this.#drawn] : this.#places;
    this.#layer.replaceChildren(...shown.map((place) => markOn(this.#photo, place, "px")));
  }
}

/**
 * A mark to lay over a photo.
 * @param {{left: number, top: number, width: number, height: number}} photo where the photo is
 * @param {Place} place
 * @param {"px" | "%"} unit of where the photo is
 */
export function markOn({ left, top, width, height }, place, unit) {
  const mark = document.createElement("div");
  mark.className = place.width > 0 ? "mark box" : "mark point";
  Object.assign(mark.style, {
    left: `${left + place.x * width}${unit}`,
    top: `${top + place.y * height}${unit}`,
    width: place.width > 0 ? `${place.width * width}${unit}` : "",
    height: place.width > 0 ? `${place.height * height}${unit}` : "",
  });
  return mark;
}

function middle(start, length) {
  return start + length / 2;
}
