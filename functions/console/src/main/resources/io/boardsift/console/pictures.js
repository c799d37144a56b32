// Loads photos ahead, and finds out why one does not come.
import { post } from "./api.js";

const PATIENCE_MS = 45_000;
// As many as browsers fetch from one host at a time: more would only wait, and run out of patience.
const AT_ONCE = 6;

/**
 * What keeps a photo from being seen, and what its reviewer can do.
 * @type {Record<string, {title: string, text: string}>}
 */
export const REASONS = {
  slow: { title: "The photo does not come", text: "The storage has not sent it in time." },
  network: { title: "No network", text: "The photos cannot be reached. This page goes on trying." },
  forbidden: {
    title: "The storage refuses this photo",
    text: "It may not be read. Whoever runs Boardsift has to look at the rights of the console.",
  },
  missing: { title: "The photo is gone", text: "Somebody has removed it from the storage." },
  format: {
    title: "This browser cannot show this file",
    text: "Its format is not one that browsers know, or the file is damaged. Its original can be saved and opened elsewhere.",
  },
};

/**
 * @typedef {object} Task
 * @property {string} id
 * @property {string} [lease]
 * @property {{key: string}} photo
 * @property {string} camera
 * @property {string} [look] what it looks like, in hexadecimal digits
 * @property {boolean} [isAlone] whether it is not to be looked at together with others
 * @property {string} picture
 * @property {string} detail for a closer look: the photo, or the picture again where browsers do not show the photo
 *   as it is
 * @property {string} original
 * @property {HTMLImageElement} [image]
 * @property {"loading" | "ready" | string} [status] a key of REASONS if it does not come
 */

/** Resolves once the picture is decoded; else rejects with a reason or with nothing known. */
export function decoded(address) {
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  image.decoding = "sync"; // once it is in the page, the next frame has it
  const loaded = new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      image.onerror = null;
      image.src = "";
      reject(new Error("slow"));
    }, PATIENCE_MS);
    image.onload = () => {
      clearTimeout(timer);
      resolve(image);
    };
    image.onerror = () => {
      clearTimeout(timer);
      reject(new Error(""));
    };
  });
  image.src = address;
  return loaded.then(() => image.decode().then(() => image));
}

/** Whether anything answers there. What it says, no page may read. */
async function isReached(address) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    await fetch(address, { mode: "no-cors", signal: abort.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    abort.abort(); // of what comes, nothing is read
  }
}

/** The picture at the first of some addresses that has one; else null. */
async function firstOf(addresses) {
  for (const address of addresses) {
    try {
      return await decoded(address);
    } catch (error) {
      if (error.message === "slow") {
        throw error;
      }
    }
  }
  return null;
}

/** Asks for new addresses, as they end after 15 minutes. */
async function renewLinks(task) {
  try {
    Object.assign(task, await post("links", { photo: task.photo }));
  } catch (error) {
    const reason = { 0: "network", 403: "forbidden", 404: "missing", 409: "missing" }[error.status];
    throw new Error(reason ?? "slow", { cause: error });
  }
}

async function pictureOf(task) {
  const known = await firstOf(task.picture ? [task.picture] : []);
  if (known) {
    return known;
  }
  await renewLinks(task);
  // A preview may be gone while the photo is not.
  const found = await firstOf(new Set([task.picture, task.original]));
  if (!found) {
    throw new Error((await isReached(task.original)) ? "format" : "network");
  }
  return found;
}

/**
 * The photo itself, for a closer look than its preview allows.
 * @param {Task} task
 * @returns {Promise<HTMLImageElement | null>} null if there is none that the browser shows as it is
 */
export async function detailOf(task) {
  if (task.detail === task.picture) {
    return null;
  }
  const known = await firstOf([task.detail]);
  if (known) {
    return known;
  }
  await renewLinks(task);
  return firstOf([task.detail]);
}

/**
 * Loads photos, as many at once as makes sense, unless they are there, on their way, or did not come.
 * @param {Task[]} tasks the first ones first
 * @param {(task: Task) => void} done called once a photo's status is another
 */
export function load(tasks, done) {
  const places = AT_ONCE - tasks.filter((task) => task.status === "loading").length;
  for (const task of tasks.filter((one) => !one.status).slice(0, Math.max(0, places))) {
    void loadOne(task, done);
  }
}

async function loadOne(task, done) {
  task.status = "loading";
  try {
    task.image = await pictureOf(task);
    task.status = "ready";
  } catch (error) {
    task.status = error.message in REASONS ? error.message : "format";
  }
  done(task);
}

/** Lets go of a picture, and of its memory; or of why it did not come, so that it is tried again. */
export function unload(task) {
  task.image = undefined;
  task.status = undefined;
}
