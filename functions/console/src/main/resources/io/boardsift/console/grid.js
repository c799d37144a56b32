// Photos that look alike, seen together and answered by one key. Whichever differs is taken out, and
// is looked at alone afterwards.
/** @typedef {import("./pictures.js").Task} Task */

// Photos of one scene differ in fewer of 256 bits; those of different scenes in more than 80.
const ALIKE_BITS = 48;
const FEWEST = 3;
const MOST = 12;
const MOST_ON_A_PHONE = 6;
const PHONE = 600; // pixels of the page

/**
 * Photos to be looked at together: the first one and those like it that have come.
 * @param {Task[]} waiting
 * @returns {Task[]} empty if there are too few
 */
export function groupOf(waiting) {
  const [first] = waiting;
  if (!first?.look || first.isAlone) {
    return [];
  }
  const most = innerWidth < PHONE ? MOST_ON_A_PHONE : MOST;
  const group = waiting
    .filter((task) => task.status === "ready" && !task.isAlone && task.look)
    .filter((task) => task.camera === first.camera && difference(task.look, first.look) < ALIKE_BITS)
    .slice(0, most);
  return group.length < FEWEST ? [] : group;
}

/** In how many bits two numbers in hexadecimal digits differ. */
function difference(one, other) {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) {
    count++;
  }
  return count;
}

export class Grid {
  #layer;
  #changed;
  /** @type {Task[]} */
  #tasks = [];
  #columns = 1;

  /**
   * @param {HTMLElement} layer the part of the page that photos are put into
   * @param {() => void} changed told when a photo is taken out or put back
   */
  constructor(layer, changed) {
    this.#layer = layer;
    this.#changed = changed;
    new ResizeObserver(() => this.#arrange()).observe(layer);
  }

  /** The photos that the next answer is about. */
  get chosen() {
    return this.#tasks.filter((_, i) => this.#cells()[i].getAttribute("aria-pressed") === "false");
  }

  /** @param {Task[]} tasks photos that have come; none puts the grid away */
  show(tasks) {
    this.#tasks = tasks;
    this.#layer.hidden = tasks.length === 0;
    this.#layer.replaceChildren(...tasks.map((task) => this.#cell(task)));
    this.#arrange();
  }

  /** Moves the focus by a cell. */
  move(right, down) {
    const cells = this.#cells();
    const at = cells.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = at < 0 ? 0 : at + right + down * this.#columns;
    cells[next]?.focus();
  }

  /** @returns {HTMLElement[]} */
  #cells() {
    return /** @type {HTMLElement[]} */ ([...this.#layer.children]);
  }

  #cell(task) {
    const cell = document.createElement("button");
    cell.type = "button";
    cell.setAttribute("aria-pressed", "false");
    cell.ariaLabel = `Take out ${task.photo.key}`;
    cell.title = task.photo.key;
    task.image.removeAttribute("id");
    task.image.removeAttribute("style");
    cell.append(task.image);
    cell.addEventListener("click", () => {
      cell.setAttribute("aria-pressed", String(cell.getAttribute("aria-pressed") === "false"));
      this.#changed();
    });
    return cell;
  }

  /** As many columns as make the photos largest. */
  #arrange() {
    const { clientWidth, clientHeight } = this.#layer;
    const count = this.#tasks.length;
    if (count === 0 || clientWidth === 0) {
      return;
    }
    const { naturalWidth, naturalHeight } = this.#tasks[0].image;
    const size = (columns) =>
      Math.min(
        clientWidth / columns / naturalWidth,
        clientHeight / Math.ceil(count / columns) / naturalHeight,
      );
    this.#columns = Array.from({ length: count }, (_, i) => i + 1).reduce((best, columns) =>
      size(columns) > size(best) ? columns : best,
    );
    const rows = Math.ceil(count / this.#columns);
    this.#layer.style.gridTemplate = `repeat(${rows}, minmax(0, 1fr)) / repeat(${this.#columns}, minmax(0, 1fr))`;
  }
}
