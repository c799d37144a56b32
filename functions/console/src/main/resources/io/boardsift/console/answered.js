// The photos that were answered on this page, over its reloads.
import { unload } from "./pictures.js";
import { who } from "./sign-in.js";

const NAME = `boardsift-answered:${who()}`;
const LENGTH = 50;
const KEPT_IMAGES = 5; // so that undo shows the last ones at once

/** @type {object[]} tasks with their answers, the latest last; for others to read */
export const answered = JSON.parse(sessionStorage.getItem(NAME) ?? "[]");

/** Puts a task last that has been answered, perhaps not for the first time. */
export function add(task) {
  remove(answered.find((one) => one.id === task.id));
  answered.push(task);
  answered.splice(0, answered.length - LENGTH);
}

/** Forgets a task; nothing if there is none. */
export function remove(task) {
  const at = answered.indexOf(task);
  if (at >= 0) {
    answered.splice(at, 1);
  }
}

/** Keeps what has changed; the pictures of older ones go, but for the one that is looked at. */
export function keep(looked) {
  answered
    .slice(0, -KEPT_IMAGES)
    .filter((task) => task !== looked)
    .forEach(unload);
  sessionStorage.setItem(
    NAME,
    JSON.stringify(
      answered.map(({ id, photo, camera, answer, defect, answerId, at, why, isTheirs }) => ({
        id,
        photo,
        camera,
        answer,
        defect,
        answerId,
        at,
        why,
        isTheirs,
      })),
    ),
  );
}
