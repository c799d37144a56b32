// What the owner tells reviewers: instructions, the ways in which boards break, a picture of each
// answer, and a good board of each camera to compare with.
import { post } from "./api.js";

const FRESH_MS = 10 * 60_000; // its addresses hold for 15 minutes

/**
 * @type {{instructions: string, version: string, defects: string[], examples: Record<string, string>,
 *   references: Record<string, string>}}
 */
let known = { instructions: "", version: "", defects: [], examples: {}, references: {} };
let knownAt = 0;

/** What is known; asked for again once its addresses may have ended. */
export async function guide() {
  if (Date.now() - knownAt > FRESH_MS) {
    known = await post("guide", {});
    knownAt = Date.now();
  }
  return known;
}

/** The ways in which boards break, as far as known by now. */
export function defects() {
  return known.defects;
}

/** Whether there is a good board of any camera to compare with, as far as known by now. */
export function hasReferences() {
  return Object.keys(known.references).length > 0;
}

/**
 * The address of a good board as a camera sees it: the camera's own, or that of a folder it is in.
 * @param {string} camera such as "line-1/cam-2/"
 * @returns {Promise<string | undefined>}
 */
export async function referenceOf(camera) {
  const { references } = await guide();
  const folders = camera.split("/").filter(Boolean);
  for (let depth = folders.length; depth >= 0; depth--) {
    const address = references[folders.slice(0, depth).join("/")];
    if (address) {
      return address;
    }
  }
  return undefined;
}
