// Where a photo is looked at: zoom, pan, a loupe, brighter and darker. Where it is zoomed to is kept
// from one photo to the next, so that the same joint is seen on each board of a fixture.

const LARGEST_PIXEL = 16; // of the screen's, for one of the photo's
const SMALL_PHOTO = 4; // a small photo is not blown up further than this
const LOUPE = 3;
const LEVELS = [1, 1.5, 2.5, 4];

export class View {
  #stage;
  #loupe;
  #wantsDetail;
  #changed;
  #image = null;
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

  /**
   * @param {HTMLElement} stage what photos are put into
   * @param {HTMLElement} loupe follows the pointer
   * @param {{wantsDetail: () => void, changed: (description: string) => void}} listener
   */
  constructor(stage, loupe, listener) {
    this.#stage = stage;
    this.#loupe = loupe;
    this.#wantsDetail = listener.wantsDetail;
    this.#changed = listener.changed;
    new ResizeObserver(() => this.#place()).observe(stage);
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, (/** @type {PointerEvent} */ event) => this.#pointers.delete(event.pointerId));
    }
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
    this.#loupe.hidden = true;
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
    const { width, height } = this.#fitted();
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
    const { width, height } = this.#fitted();
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

  /** The photo's size in pixels of the page where it fits the stage. */
  #fitted() {
    const { naturalWidth, naturalHeight } = this.#image;
    const scale = Math.min(
      this.#stage.clientWidth / naturalWidth,
      this.#stage.clientHeight / naturalHeight,
      SMALL_PHOTO,
    );
    return { width: naturalWidth * scale, height: naturalHeight * scale };
  }

  #actualZoom() {
    return this.#image
      ? Math.max(1, this.#realWidth / this.#fitted().width / devicePixelRatio)
      : this.#zoom;
  }

  #askForDetail() {
    if (this.#image && !this.#hasAskedForDetail) {
      this.#hasAskedForDetail = true;
      this.#wantsDetail();
    }
  }

  #place() {
    if (!this.#image || this.#stage.clientWidth === 0) {
      return;
    }
    const { width, height } = this.#fitted();
    const left = this.#start("x", this.#stage.clientWidth, width * this.#zoom);
    const top = this.#start("y", this.#stage.clientHeight, height * this.#zoom);
    Object.assign(this.#image.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${left}px, ${top}px) scale(${this.#zoom})`,
      filter: this.#filter(),
    });
    if (width * this.#zoom * devicePixelRatio > this.#image.naturalWidth * 1.05) {
      this.#askForDetail();
    }
    this.#changed(this.#description(width));
  }

  /** Where the photo begins, so that it covers the stage or lies in its middle. */
  #start(axis, stage, photo) {
    if (photo <= stage) {
      return (stage - photo) / 2;
    }
    const start = Math.min(0, Math.max(stage - photo, stage / 2 - this.#center[axis] * photo));
    this.#center[axis] = (stage / 2 - start) / photo;
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
      const box = this.#image.getBoundingClientRect();
      this.#center.x = (event.clientX - box.left) / box.width;
      this.#center.y = (event.clientY - box.top) / box.height;
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
    this.#pointers.set(event.pointerId, this.#point(event));
    this.#stage.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const point = this.#point(event);
    this.#moveLoupe(event, point);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
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
