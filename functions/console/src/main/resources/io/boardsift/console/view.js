// Where a photo is looked at: zoom, pan, a loupe, brighter and darker, a reference next to it or over
// it. Where it is zoomed to is kept from one photo to the next, so that the same joint is seen on
// each board of a fixture.

const LARGEST_PIXEL = 16; // of the screen's, for one of the photo's
const SMALL_PHOTO = 4; // a small photo is not blown up further than this
const LOUPE = 3;
const LEVELS = [1, 1.5, 2.5, 4];
const TAP = 4; // a pointer that has moved further than this drags
const FINGER = 14; // how near to a place a press still means it

/** A picture's size in pixels of the page where it fits a part of it. */
function fitted({ naturalWidth, naturalHeight }, { clientWidth, clientHeight }) {
  const scale = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight, SMALL_PHOTO);
  return { width: naturalWidth * scale, height: naturalHeight * scale };
}

/** Where a picture begins, so that it covers the stage or lies in its middle. */
function startOf(stage, picture, center) {
  return picture <= stage
    ? (stage - picture) / 2
    : Math.min(0, Math.max(stage - picture, stage / 2 - center * picture));
}

/** The part of a photo between two of its points, as far as it lies within the photo. */
function between(one, other) {
  const [left, right] = [one.x, other.x].map(within).sort((a, b) => a - b);
  const [top, bottom] = [one.y, other.y].map(within).sort((a, b) => a - b);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within(fraction) {
  return Math.min(1, Math.max(0, fraction));
}

/**
 * A part of the photo, in fractions of it. A point has no width and no height.
 * @typedef {{x: number, y: number, width: number, height: number}} Place
 */

export class View {
  #stage;
  #loupe;
  #listener;
  #image = null;
  #reference = null; // a picture, and the part of the page that it lies in
  #realWidth = 0; // pixels of the photo itself, as far as known
  #hasAskedForDetail = false;
  #zoom = 1; // 1 fits the stage
  #center = { x: 0.5, y: 0.5 }; // of the photo, in the middle of the stage
  #isActualSize = false;
  #brightness = 0; // indexes of LEVELS
  #contrast = 0;
  #isInverted = false;
  #isLoupeOn = false;
  #pointers = new Map();
  #pressedAt = null; // where a pointer went down, as long as it has not moved
  #boxFrom = null; // where a box was begun, in fractions of the photo

  /**
   * @typedef {object} Listener
   * @property {() => void} wantsDetail the photo itself is better looked at than its preview
   * @property {(description: string) => void} changed
   * @property {(box: {left: number, top: number, width: number, height: number}) => void} placed where
   *   the photo lies on the stage, in pixels of the page
   * @property {(place: Place, radius: number) => void} pointedAt a press that moved nothing; the
   *   radius is a finger's, in fractions of the photo's width
   * @property {() => void} pointedTwice the second press of two, so that the first one meant nothing
   * @property {(place: Place, isDone: boolean) => void} drawn a box, while and after it is drawn
   *
   * @param {HTMLElement} stage what photos are put into
   * @param {HTMLElement} loupe follows the pointer
   * @param {Listener} listener
   */
  constructor(stage, loupe, listener) {
    this.#stage = stage;
    this.#loupe = loupe;
    this.#listener = listener;
    new ResizeObserver(() => this.#place()).observe(stage);
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, (/** @type {PointerEvent} */ event) => this.#up(event));
    }
    stage.addEventListener("click", (event) => this.#click(event));
    stage.addEventListener("pointerleave", () => (loupe.hidden = true));
    stage.addEventListener("dblclick", (event) => {
      if (this.#zoom > 1) {
        this.fit();
      } else {
        this.#focus(event);
        this.actualSize();
      }
    });
  }

  /** Nothing is seen from now on. */
  clear() {
    this.#image?.remove();
    this.#image = null;
    this.#boxFrom = null;
    this.#loupe.hidden = true;
  }

  /**
   * Shows a picture to compare with, at the same zoom and place as the photo.
   * @param {HTMLImageElement | null} image decoded; null for none
   * @param {HTMLElement} [where] the part of the page that it is put into
   */
  compareWith(image, where) {
    this.#reference?.image.remove();
    this.#reference = image && where ? { image, where } : null;
    this.#reference?.where.append(image);
    this.#place();
  }

  /** @param {HTMLImageElement} image decoded */
  show(image) {
    this.clear();
    this.#image = image;
    this.#realWidth = image.naturalWidth;
    this.#hasAskedForDetail = false;
    this.#stage.append(image);
    this.#place();
  }

  /** Puts the photo itself in the place of its preview. */
  showDetail(image) {
    this.#image.replaceWith(image);
    this.#image = image;
    this.#realWidth = image.naturalWidth;
    if (this.#isActualSize) {
      this.#zoom = this.#actualZoom();
    }
    this.#place();
  }

  fit() {
    this.#zoom = 1;
    this.#center = { x: 0.5, y: 0.5 };
    this.#isActualSize = false;
    this.#place();
  }

  /** One pixel of the photo is one of the screen. */
  actualSize() {
    this.#isActualSize = true;
    this.#zoom = this.#actualZoom();
    this.#place();
    this.#askForDetail();
  }

  /** Closer (above 1) or farther, about a point of the stage or its middle. */
  zoomBy(factor, point) {
    if (!this.#image) {
      return;
    }
    const { width, height } = fitted(this.#image, this.#stage);
    const before = this.#zoom;
    const largest = Math.max(2, LARGEST_PIXEL * this.#actualZoom());
    this.#zoom = Math.min(largest, Math.max(1, before * factor));
    this.#isActualSize = false;
    if (point) {
      // What is under the point stays under it.
      const dx = point.x - this.#stage.clientWidth / 2;
      const dy = point.y - this.#stage.clientHeight / 2;
      const shift = 1 / before - 1 / this.#zoom;
      this.#center.x += (dx * shift) / width;
      this.#center.y += (dy * shift) / height;
    }
    this.#place();
  }

  /** Moves what is seen by parts of the stage. */
  pan(right, down) {
    if (!this.#image) {
      return;
    }
    const { width, height } = fitted(this.#image, this.#stage);
    this.#center.x += (right * this.#stage.clientWidth) / (width * this.#zoom);
    this.#center.y += (down * this.#stage.clientHeight) / (height * this.#zoom);
    this.#place();
  }

  nextBrightness() {
    this.#brightness = (this.#brightness + 1) % LEVELS.length;
    this.#place();
  }

  nextContrast() {
    this.#contrast = (this.#contrast + 1) % LEVELS.length;
    this.#place();
  }

  invert() {
    this.#isInverted = !this.#isInverted;
    this.#place();
  }

  toggleLoupe() {
    this.#isLoupeOn = !this.#isLoupeOn;
    this.#loupe.hidden = true;
    this.#place();
  }

  #actualZoom() {
    return this.#image
      ? Math.max(1, this.#realWidth / fitted(this.#image, this.#stage).width / devicePixelRatio)
      : this.#zoom;
  }

  #askForDetail() {
    if (this.#image && !this.#hasAskedForDetail) {
      this.#hasAskedForDetail = true;
      this.#listener.wantsDetail();
    }
  }

  #place() {
    if (!this.#image || this.#stage.clientWidth === 0) {
      return;
    }
    const { width, height } = fitted(this.#image, this.#stage);
    const left = this.#start("x", this.#stage.clientWidth, width * this.#zoom);
    const top = this.#start("y", this.#stage.clientHeight, height * this.#zoom);
    this.#put(this.#image, { width, height, left, top });
    if (width * this.#zoom * devicePixelRatio > this.#image.naturalWidth * 1.05) {
      this.#askForDetail();
    }
    this.#placeReference();
    this.#listener.placed({ left, top, width: width * this.#zoom, height: height * this.#zoom });
    this.#listener.changed(this.#description(width));
  }

  #placeReference() {
    if (this.#reference) {
      const { image, where } = this.#reference;
      const { width, height } = fitted(image, where);
      const left = startOf(where.clientWidth, width * this.#zoom, this.#center.x);
      const top = startOf(where.clientHeight, height * this.#zoom, this.#center.y);
      this.#put(image, { width, height, left, top });
    }
  }

  #put(image, { width, height, left, top }) {
    Object.assign(image.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${left}px, ${top}px) scale(${this.#zoom})`,
      filter: this.#filter(),
    });
  }

  /** Where the photo begins; its middle is put right if it would leave a part of the stage empty. */
  #start(axis, stage, photo) {
    const start = startOf(stage, photo, this.#center[axis]);
    if (photo > stage) {
      this.#center[axis] = (stage / 2 - start) / photo;
    }
    return start;
  }

  #filter() {
    const filters = [];
    if (this.#brightness > 0) {
      filters.push(`brightness(${LEVELS[this.#brightness]})`);
    }
    if (this.#contrast > 0) {
      filters.push(`contrast(${LEVELS[this.#contrast]})`);
    }
    if (this.#isInverted) {
      filters.push("invert(1)");
    }
    return filters.join(" ");
  }

  #description(width) {
    const percent = Math.round((100 * width * this.#zoom * devicePixelRatio) / this.#realWidth);
    return [
      this.#zoom > 1 || percent > 100 ? `${percent} %` : "",
      this.#brightness > 0 ? `brightness × ${LEVELS[this.#brightness]}` : "",
      this.#contrast > 0 ? `contrast × ${LEVELS[this.#contrast]}` : "",
      this.#isInverted ? "inverted" : "",
      this.#isLoupeOn ? "loupe" : "",
    ]
      .filter(Boolean)
      .join(", ");
  }

  #point(event) {
    const box = this.#stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** Takes the place under the pointer for the middle. */
  #focus(event) {
    if (this.#image) {
      this.#center = this.#fraction(event);
    }
  }

  #wheel(event) {
    event.preventDefault();
    // A pinch on a touch pad comes as a wheel with Ctrl, in smaller steps.
    this.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.#point(event));
  }

  #down(event) {
    if (!this.#image) {
      return; // what is seen instead has buttons of its own
    }
    this.#pressedAt = this.#pointers.size === 0 ? this.#point(event) : null;
    this.#boxFrom = event.shiftKey && this.#pointers.size === 0 ? this.#fraction(event) : null;
    this.#pointers.set(event.pointerId, this.#point(event));
    this.#stage.setPointerCapture(event.pointerId);
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
    if (this.#boxFrom && !this.#pressedAt && event.type === "pointerup") {
      this.#listener.drawn(between(this.#boxFrom, this.#fraction(event)), true);
    }
    this.#boxFrom = null;
  }

  #click(event) {
    if (!this.#image || !this.#pressedAt) {
      return;
    }
    if (event.detail > 1) {
      this.#listener.pointedTwice();
      return;
    }
    const point = this.#fraction(event);
    if (point.x === within(point.x) && point.y === within(point.y)) {
      const { width } = this.#image.getBoundingClientRect();
      this.#listener.pointedAt(between(point, point), FINGER / width);
    }
  }

  /** A place that is named without a pointer: the middle of what is seen. */
  middle() {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    const point = this.#fraction({ clientX: left + width / 2, clientY: top + height / 2 });
    return between(point, point);
  }

  /** Where a pointer is, in fractions of the photo. */
  #fraction(event) {
    const box = this.#image.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  #move(event) {
    const point = this.#point(event);
    this.#moveLoupe(event, point);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    if (this.#pressedAt && Math.hypot(point.x - this.#pressedAt.x, point.y - this.#pressedAt.y) > TAP) {
      this.#pressedAt = null;
    }
    if (this.#boxFrom) {
      this.#listener.drawn(between(this.#boxFrom, this.#fraction(event)), false);
      return;
    }
    if (this.#pointers.size === 2) {
      const [other] = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const distance = (from) => Math.hypot(from.x - other.x, from.y - other.y);
      this.zoomBy(distance(point) / Math.max(1, distance(before)), {
        x: (point.x + other.x) / 2,
        y: (point.y + other.y) / 2,
      });
    }
    this.pan(
      (before.x - point.x) / this.#stage.clientWidth / this.#pointers.size,
      (before.y - point.y) / this.#stage.clientHeight / this.#pointers.size,
    );
    this.#pointers.set(event.pointerId, point);
  }

  #moveLoupe(event, point) {
    this.#loupe.hidden = !(this.#isLoupeOn && this.#image && event.pointerType !== "touch");
    if (this.#loupe.hidden) {
      return;
    }
    this.#askForDetail();
    const box = this.#image.getBoundingClientRect();
    const size = this.#loupe.offsetWidth;
    Object.assign(this.#loupe.style, {
      left: `${point.x - size / 2}px`,
      top: `${point.y - size / 2}px`,
      filter: this.#filter(),
      backgroundImage: `url("${this.#image.src}")`,
      backgroundSize: `${box.width * LOUPE}px ${box.height * LOUPE}px`,
      backgroundPosition: `${size / 2 - (event.clientX - box.left) * LOUPE}px ${size / 2 - (event.clientY - box.top) * LOUPE}px`,
    });
  }
}
