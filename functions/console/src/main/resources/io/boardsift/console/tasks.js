// The photos that this page holds: leased from the queue while the page is looked at, given back
// when it is not.
import { post, postAndLeave } from "./api.js";

// So many that a fast reviewer never waits for a slow network.
const HELD = 24;
const MOST_AT_ONCE = 10; // as many as SQS gives out
const REFILL_FROM = 5; // asking for each photo alone would be a request per key
const RENEW_MS = 100_000; // a lease lasts for 300,000
const GIVE_BACK_MS = 120_000;
const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 20_000;

export class Tasks {
  /** @type {import("./pictures.js").Task[]} the first one is to be looked at */
  waiting = [];
  /** How many wait in all, these among them; null until it is known. */
  left = null;
  /** Why the server cannot be asked, or null. */
  trouble = null;

  #listener;
  #isAsking = false;
  #hasMore = true;
  #pause = SHORTEST_PAUSE_MS;
  #timer = 0;
  #giveBackTimer = 0;

  /**
   * @param {{changed: () => void, isUnsent: (task: object) => boolean}} listener told of what changes;
   *   knows whether an answer on a photo is still on its way
   */
  constructor(listener) {
    this.#listener = listener;
    setInterval(() => this.#renew(), RENEW_MS);
    document.addEventListener("visibilitychange", () => this.#visibilityChanged());
    addEventListener("pagehide", () => this.giveBack());
    addEventListener("pageshow", (event) => event.persisted && this.refill());
    addEventListener("online", () => this.refill());
  }

  /** Takes one out, as it is answered. */
  answered(task) {
    this.waiting = this.waiting.filter((one) => one !== task);
    this.left = Math.max(0, (this.left ?? 1) - 1);
    if (this.#hasMore && HELD - this.waiting.length >= REFILL_FROM) {
      void this.refill();
    } else if (this.#pause > SHORTEST_PAUSE_MS) {
      this.#askAgainSoon();
    }
  }

  /** Has the first one come last. */
  putLast() {
    this.waiting.push(this.waiting.shift());
    this.#listener.changed();
  }

  /** Takes more, until there are enough or none are left; then asks again now and then. */
  async refill() {
    clearTimeout(this.#timer);
    if (this.#isAsking || document.hidden || this.waiting.length >= HELD) {
      return;
    }
    this.#isAsking = true;
    do {
      this.#hasMore = await this.#ask(Math.min(MOST_AT_ONCE, HELD - this.waiting.length));
      this.#listener.changed();
    } while (this.#hasMore && this.waiting.length < HELD);
    this.#isAsking = false;
    if (!document.hidden) {
      this.#timer = setTimeout(() => this.refill(), this.#pause);
      this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 1.3);
    }
  }

  #askAgainSoon() {
    this.#pause = SHORTEST_PAUSE_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refill(), this.#pause);
  }

  /** Whether there may be more. */
  async #ask(count) {
    try {
      const { tasks, left } = await post("leases", { count });
      this.trouble = null;
      this.left = left;
      for (const task of tasks) {
        const held = this.waiting.find((one) => one.id === task.id);
        if (held) {
          held.lease = task.lease; // the first one has run out
        } else if (!this.#listener.isUnsent(task)) {
          this.waiting.push(task);
        }
      }
      if (tasks.length > 0) {
        this.#pause = SHORTEST_PAUSE_MS;
      }
      return tasks.length > 0;
    } catch (error) {
      this.trouble = error.message;
      return false;
    }
  }

  async #renew() {
    if (document.hidden || this.waiting.length === 0) {
      return;
    }
    try {
      const { lost } = await post("renewals", { leases: this.waiting.map((task) => task.lease) });
      // The one that is looked at stays: another must not come up under a finger that is about to
      // press. If somebody else answers it, the server says so.
      this.waiting = this.waiting.filter((task, i) => i === 0 || !lost.includes(task.lease));
      this.#listener.changed();
    } catch {
      // Asked again in a while; a lease lasts for three of them.
    }
  }

  #visibilityChanged() {
    clearTimeout(this.#giveBackTimer);
    if (document.hidden) {
      clearTimeout(this.#timer);
      this.#giveBackTimer = setTimeout(() => this.giveBack(), GIVE_BACK_MS);
    } else {
      this.#pause = SHORTEST_PAUSE_MS;
      void this.#renew();
      void this.refill();
    }
  }

  /** Others need not wait for what is held here. */
  giveBack() {
    if (this.waiting.length > 0) {
      postAndLeave("returns", { leases: this.waiting.map((task) => task.lease) });
      this.waiting = [];
      this.#listener.changed();
    }
  }
}
