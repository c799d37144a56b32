// The labeling console: one photo, one key. An answer can be given only while the photo that it is
// about is seen; it counts from the key press, whatever the network does, and can be changed.
import * as past from "./answered.js";
import { BROKEN_BOARD, CANNOT_TELL, NOT_A_BOARD, answerOf, inWords } from "./answers.js";
import { post } from "./api.js";
import { Conflicts } from "./conflicts.js";
import { Grid, groupOf } from "./grid.js";
import { defects, hasReferences } from "./guide.js";
import { showGuide } from "./help.js";
import { isForPage, signOf } from "./keys.js";
import { Marks } from "./marks.js";
import * as outbox from "./outbox.js";
import { REASONS, load, detailOf, unload } from "./pictures.js";
import { Reference } from "./reference.js";
import { authorization } from "./sign-in.js";
import { Tasks } from "./tasks.js";
import { View } from "./view.js";

const TOGETHER = "boardsift-together"; // whether photos that look alike are
const SHOWN_ANSWERS = 10;
const PROGRESS_MS = 60_000;
const RETRY_MS = 5_000;
const RATE_OVER_MS = 10 * 60_000;
const SAY_LOADING_MS = 300;
const SAY_UNSENT_MS = 1_000;
const PAN = 0.15;
const CLOSER = 1.5;
const SIGNS = { "good board": "✓", "broken board": "✕", "not a board": "∅", "cannot tell": "?" };

/** @type {Record<string, any>} parts of the page by their ids */
const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((part) => [part.id, part]));
const { answered } = past;
/** @type {object | null} the answered photo that undo has brought back */
let changing = null;
let known = null; // the id of its answer as it was then
let shown = null; // the task that the page is about
/** @type {object[]} those that are seen together with it, itself among them; none: it is alone */
let group = [];
let shownSince = 0;
let seen = null; // the task whose photo is painted: the one that can be answered
let doneToday = null; // by me and by all

const view = new View(page.stage, page.loupe, {
  wantsDetail: showDetail,
  changed: (description) => (page.view.textContent = description),
  placed: (photo) => marks.placeOver(photo),
  pointedAt: (place, radius) => marks.press(place, radius),
  pointedTwice: () => marks.takeBackPress(),
  drawn: (box, isDone) => marks.draw(box, isDone),
});
const marks = new Marks(page.marks, marked);
const reference = new Reference({ main: page.main, aside: page.aside, over: page.over }, view, say);
const grid = new Grid(page.grid, () => describe(shown));
const conflicts = new Conflicts(page, askAnother);
const tasks = new Tasks({
  changed: show,
  isUnsent: (task) => answered.some((one) => one.id === task.id && outbox.unsent().has(one.answerId)),
});

function current() {
  return changing ?? tasks.waiting[0] ?? null;
}

// ---------------------------------------------------------------- what is seen

function show() {
  const task = current();
  if (task !== shown) {
    shown = task;
    shownSince = Date.now();
    seen = null;
    group = [];
    grid.show([]);
    view.clear();
    page.view.textContent = "";
    marks.begin(placesOn(task));
    reference.photoChanged(task?.camera ?? null);
  }
  load(task ? [task, ...tasks.waiting.filter((next) => next !== task)] : [], show);
  if (task?.status === "ready" && seen !== task) {
    paint(task);
  }
  describe(task);
  showPanel(task);
  showButtons(task);
  showLast();
  showProgress();
}

/** Shows a photo, or several, and lets them be answered once the browser has painted them. */
function paint(task) {
  if (!task.image.isConnected) {
    group = isTogether() && !changing ? groupOf(tasks.waiting) : [];
    if (group.length > 0) {
      grid.show(group);
      reference.photoChanged(null);
    } else {
      view.show(task.image);
      task.image.id = "photo";
    }
    for (const { image, photo } of group.length > 0 ? group : [task]) {
      image.alt = `Photo ${photo.key}`;
    }
  }
  // The second frame begins when the first one, with the photo in it, is done.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (task === shown && task.image?.isConnected && seen !== task) {
        seen = task;
        page.stage.dataset.seen = task.id;
        showButtons(task);
      }
    }),
  );
}

function isTogether() {
  return localStorage.getItem(TOGETHER) === "yes";
}

/** Whether one photo is seen, and by itself. */
function isAlone() {
  return seen !== null && group.length === 0;
}

function toggleTogether() {
  localStorage.setItem(TOGETHER, isTogether() ? "no" : "yes");
  say(isTogether() ? "Photos that look alike are seen together." : "Photos are seen one by one.");
  shown = null; // it is shown anew
  show();
}

async function showDetail() {
  const task = shown;
  const image = await detailOf(task).catch(() => null);
  if (image && task === shown && task.image?.isConnected) {
    image.alt = task.image.alt;
    image.id = task.image.id;
    task.image.removeAttribute("id");
    view.showDetail(image);
  }
}

function describe(task) {
  page.name.textContent = group.length > 0 ? describeGroup() : (task?.photo.key ?? "");
  page.original.hidden = !task?.original || group.length > 0;
  if (task?.original) {
    page.original.href = task.original;
  }
  page.changing.hidden = !changing;
  const whose = changing?.isTheirs ? "A colleague" : "You";
  page["changing-text"].textContent = changing
    ? `${whose} said “${inWords(changing)}”. Answer again, or`
    : "";
}

function describeGroup() {
  const out = group.length - grid.chosen.length;
  const rest = out === 0 ? "take out those that differ, by click" : `${out} taken out, for later`;
  return `${group.length} photos that look alike: one answer for all; ${rest}`;
}

function showPanel(task) {
  const reason = REASONS[task?.status];
  page.panel.hidden = task?.status === "ready";
  page["panel-actions"].hidden = !reason;
  page.later.hidden = Boolean(changing) || tasks.waiting.length < 2;
  if (reason) {
    tellPanel(reason.title, reason.text);
  } else if (task) {
    // Most photos are there before anybody could read that they are coming.
    const isLate = Date.now() - shownSince >= SAY_LOADING_MS;
    tellPanel(isLate ? "Loading…" : "", "");
    if (!isLate) {
      setTimeout(() => showPanel(shown), SAY_LOADING_MS);
    }
  } else if (tasks.trouble) {
    tellPanel(
      tasks.trouble,
      "This page goes on trying by itself. Answers are kept until the server has them.",
    );
  } else if (tasks.left === null) {
    tellPanel("Looking for photos…", "");
  } else if (tasks.left > outbox.size()) {
    const count = tasks.left - outbox.size();
    tellPanel(
      count === 1 ? "Somebody else holds the last photo" : `Others hold the last ${count} photos`,
      "Those that nobody answers come up here by themselves.",
    );
  } else {
    tellPanel("All photos are looked at", "New ones come up here by themselves.");
  }
}

function tellPanel(title, text) {
  if (page["panel-title"].textContent !== title || page["panel-text"].textContent !== text) {
    page["panel-title"].textContent = title;
    page["panel-text"].textContent = text;
  }
}

/** @returns {HTMLElement[]} */
function answerButtons() {
  return [...page.answers.querySelectorAll("button"), ...page.defects.querySelectorAll("button")];
}

/** Buttons are never disabled, as they would lose the focus; those that do nothing say so. */
function showButtons(task) {
  for (const button of answerButtons()) {
    button.setAttribute("aria-disabled", String(!task || seen !== task));
    if (changing) {
      const { answer, reason } = button.dataset;
      button.setAttribute(
        "aria-pressed",
        String(changing.answer === answer && (changing.defect?.reason ?? "") === reason),
      );
    } else {
      button.removeAttribute("aria-pressed");
    }
  }
  page.undo.setAttribute("aria-disabled", String(!undoable()));
  page.together.setAttribute("aria-pressed", String(isTogether()));
  page.compare.hidden = !hasReferences() || group.length > 0;
  if (!seen) {
    delete page.stage.dataset.seen;
  }
}

// ---------------------------------------------------------------- what is answered

function give(answer, reason = "") {
  if (!shown || seen !== shown) {
    refuse();
    return;
  }
  if (group.length > 0) {
    answerTogether(answer, reason);
  } else {
    answerAlone(answer, reason);
  }
}

function answerAlone(answer, reason = "") {
  const told = answerWith(shown, answer, reason);
  if (told) {
    say(told + firstWarning(answer));
    show();
  }
}

/** Each photo gets an answer of its own; those that were taken out come next, alone. */
function answerTogether(answer, reason) {
  const chosen = grid.chosen;
  if (chosen.length === 0) {
    refuse("All photos are taken out, so nothing was answered.");
    return;
  }
  for (const task of group) {
    task.isAlone = true; // if an answer cannot be kept, its photo is looked at alone, too
  }
  const given = chosen.filter((task) => answerWith(task, answer, reason)).length;
  if (given > 0) {
    say(`${given} photos: “${inWords(answered.at(-1))}”${firstWarning(answer)}`);
  }
  shown = null; // the first one may be among those that come next
  show();
}

/** What is marked on a photo, by now or when it was answered. */
function placesOn(task) {
  return task?.places ?? task?.defect?.places ?? [];
}

function marked() {
  shown.places = marks.places;
  const count = marks.places.length;
  say(count === 0 ? "Nothing is marked." : `${count} marked; they are kept with “${BROKEN_BOARD}”.`);
}

/** A key that does nothing shows that it does nothing. */
function refuse(why = "No photo is seen yet, so nothing was answered.") {
  say(why);
  page.stage.classList.remove("refused");
  requestAnimationFrame(() => page.stage.classList.add("refused"));
}

/**
 * Keeps an answer; the page has to be shown anew then.
 * @returns {string | null} what was done, for people; null if it cannot be kept
 */
function answerWith(task, answer, reason) {
  const defect = answer === BROKEN_BOARD ? { reason, places: placesOn(task) } : null;
  const given = {
    id: outbox.newId(),
    task: task.id,
    replaces: (task === changing ? known : task.replaces) ?? null,
    photo: task.photo,
    answer,
    defect,
    lease: task === changing ? null : task.lease,
    day: outbox.today(),
  };
  try {
    outbox.add(given);
  } catch {
    say("This browser keeps no more answers: let it reach the server first.");
    return null;
  }
  const isChange = task === changing;
  const isUnmarked = !defect && placesOn(task).length > 0;
  Object.assign(task, {
    answer,
    defect,
    places: undefined,
    answerId: given.id,
    at: Date.now(),
    why: "",
    isTheirs: false,
  });
  if (isChange) {
    changing = null;
  } else {
    past.add(task);
    tasks.answered(task);
    if (doneToday) {
      doneToday = { mine: doneToday.mine + 1, all: doneToday.all + 1 };
    }
  }
  past.keep(changing);
  page.why.textContent = "";
  const dropped = isUnmarked ? ". Its marks are dropped." : "";
  return `${isChange ? "Changed to " : ""}“${inWords(task)}”: ${task.photo.key}${dropped}`;
}

/** That an answer deletes is said when it is given for the first time. */
function firstWarning(answer) {
  const isFirst = answer === NOT_A_BOARD && !localStorage.getItem("boardsift-warned");
  if (isFirst) {
    localStorage.setItem("boardsift-warned", "yes");
  }
  return isFirst ? ". The photo is deleted in some minutes; Z brings it back." : "";
}

/** The photo that undo brings back next. */
function undoable() {
  return changing ? answered[answered.indexOf(changing) - 1] : answered.at(-1);
}

function undo(task = undoable()) {
  if (task) {
    changing = task;
    known = task.answerId;
    task.places = undefined;
    show();
  }
}

function leaveUndo() {
  changing = null;
  show();
}

function say(text) {
  page.said.textContent = text;
}

/** Only where something is different, as whoever is on one of the buttons would lose the focus. */
function showLast() {
  const last = answered.slice(-SHOWN_ANSWERS).reverse();
  const unsent = outbox.unsent();
  const state = JSON.stringify(
    last.map((task) => [task.id, inWords(task), task.why, unsent.has(task.answerId)]),
  );
  if (page.last.dataset.state === state) {
    return;
  }
  page.last.dataset.state = state;
  const items = last.map((task) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.answer = task.answer;
    button.textContent = SIGNS[task.answer];
    button.className = unsent.has(task.answerId) ? "unsent" : "";
    button.ariaLabel = `${inWords(task)}: ${task.photo.key}`;
    button.title = [button.ariaLabel, task.why].filter(Boolean).join("\n");
    button.addEventListener("click", () => undo(task));
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  page.last.replaceChildren(...items);
}

// ---------------------------------------------------------------- what the server says

outbox.on("change", () => {
  showUnsent();
  showLast();
});

function showUnsent() {
  const count = outbox.size();
  if (count === 0) {
    page.unsent.hidden = true;
  } else if (outbox.currentTrouble()) {
    page.unsent.hidden = false;
  } else {
    setTimeout(() => (page.unsent.hidden = outbox.size() === 0), SAY_UNSENT_MS);
  }
  page.unsent.textContent = `${count} unsent`;
  page.unsent.title = outbox.currentTrouble() ?? "";
}

outbox.on("taken", (given, receipt) => {
  const task = answered.find((one) => one.answerId === given.id);
  if (!task || !receipt.why) {
    return;
  }
  task.why = `Why you saw it: ${receipt.why}`;
  past.keep(changing);
  if (receipt.isBroughtBack) {
    say(`${task.photo.key} was deleted already, and is brought back.`);
  }
  if (task === answered.at(-1)) {
    page.why.textContent = task.why;
  }
});

outbox.on("refused", (given, error) => {
  const task = answered.find((one) => one.id === given.task);
  const theirs = error.body?.given ?? null;
  // What was changed since, on the way here, meets the same answer.
  const last = outbox.takeBack(given.task).at(-1) ?? given;
  if (theirs && task) {
    Object.assign(task, {
      answer: theirs.answer,
      defect: theirs.defect,
      answerId: theirs.id,
      isTheirs: true,
    });
  } else if (task) {
    past.remove(task);
  }
  past.keep(changing);
  if (theirs?.answer !== last.answer) {
    conflicts.add({ given: last, theirs, message: error.message });
  }
  show();
});

/** Has one more person look at a photo that two have answered differently. */
function askAnother({ given, theirs }) {
  const id = outbox.newId();
  outbox.add({ ...given, id, replaces: theirs.id, lease: null, day: outbox.today(), to: "disputes" });
  const task = answered.find((one) => one.id === given.task);
  if (task) {
    Object.assign(task, { answer: CANNOT_TELL, defect: null, answerId: id, isTheirs: false });
    past.keep(changing);
  }
  say(`Somebody else will look at ${given.photo.key}.`);
  show();
}

function showProgress() {
  const since = Date.now() - RATE_OVER_MS;
  const recent = answered.filter((task) => task.at > since);
  const minutes = Math.max(1, (Date.now() - (recent[0]?.at ?? 0)) / 60_000);
  const parts = [
    tasks.left === null ? "" : `${tasks.left} waiting`,
    doneToday ? `${doneToday.mine} by you today` : "",
    doneToday && doneToday.all > doneToday.mine ? `${doneToday.all} by all` : "",
    recent.length > 1
      ? `${(recent.length / minutes).toFixed(recent.length < 10 * minutes ? 1 : 0)} a minute`
      : "",
  ];
  page.progress.textContent = parts.filter(Boolean).join(" · ");
}

async function askForProgress() {
  if (!document.hidden) {
    try {
      const { mine, all } = await post("progress", { day: outbox.today() });
      const unsent = outbox.size();
      doneToday = { mine: mine + unsent, all: all + unsent };
      showProgress();
    } catch {
      // Nobody needs it now.
    }
  }
}

// ---------------------------------------------------------------- keys and clicks

const ACTIONS = {
  z: () => undo(),
  escape: leaveUndo,
  o: () => page.original.hidden || page.original.click(),
  f: () => view.fit(),
  0: () => view.actualSize(),
  "+": () => view.zoomBy(CLOSER),
  "=": () => view.zoomBy(CLOSER),
  "-": () => view.zoomBy(1 / CLOSER),
  a: toggleTogether,
  arrowleft: () => move(-1, 0),
  arrowright: () => move(1, 0),
  arrowup: () => move(0, -1),
  arrowdown: () => move(0, 1),
  l: () => view.toggleLoupe(),
  b: () => view.nextBrightness(),
  c: () => view.nextContrast(),
  i: () => view.invert(),
  r: retry,
  u: reportUnreadable,
  s: () => page.later.hidden || page["panel-actions"].hidden || tasks.putLast(),
  d: () => reference.next(),
  m: () => isAlone() && marks.press(view.middle(), 0),
  backspace: () => isAlone() && marks.removeLast(),
  "?": openHelp,
};

function openHelp() {
  page.help.showModal();
  fillInHelp();
}

function fillInHelp() {
  showGuide(page).then(
    () => showButtons(shown),
    () => {}, // what was known before is there
  );
}

function move(right, down) {
  if (group.length > 0) {
    grid.move(right, down);
  } else {
    view.pan(right * PAN, down * PAN);
  }
}

function retry() {
  for (const task of [shown, ...tasks.waiting]) {
    if (REASONS[task?.status]) {
      unload(task);
    }
  }
  show();
}

/** The one answer on a photo that is not seen: that it cannot be. */
function reportUnreadable() {
  if (REASONS[shown?.status]) {
    answerAlone(CANNOT_TELL);
  }
}

function pressed(event) {
  if (!isForPage(event)) {
    return;
  }
  const answer = answerOf(event, defects());
  const action = answer ? () => give(answer.answer, answer.defect) : ACTIONS[signOf(event)];
  if (!action) {
    return;
  }
  event.preventDefault();
  const isForHolding = /^Arrow|^[-+=]$/.test(event.key);
  if (!event.repeat || (!answer && isForHolding)) {
    action();
  }
}

document.addEventListener("keydown", pressed);
for (const part of [page.answers, page.defects]) {
  part.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    if (event.detail > 1) {
      refuse(); // the second click of a double click would fall on the next photo
    } else {
      give(button.dataset.answer, button.dataset.reason);
    }
  });
}
page.undo.addEventListener("click", () => undo());
page.leave.addEventListener("click", leaveUndo);
page.together.addEventListener("click", toggleTogether);
page.compare.addEventListener("click", () => reference.next());
page.retry.addEventListener("click", retry);
page.unreadable.addEventListener("click", reportUnreadable);
page.later.addEventListener("click", () => tasks.putLast());
page["help-button"].addEventListener("click", openHelp);
page["sign-out"].addEventListener(
  "click",
  (event) => {
    const count = outbox.size();
    if (
      count > 0 &&
      !confirm(`${count} answers are not sent yet. They are sent when you sign in again here. Sign out?`)
    ) {
      event.stopImmediatePropagation();
    } else {
      tasks.giveBack(); // as long as somebody is signed in
    }
  },
  { capture: true },
);
addEventListener("online", retry);
setInterval(() => shown?.status === "network" && retry(), RETRY_MS);
setInterval(askForProgress, PROGRESS_MS);

showUnsent();
show();
authorization().then(outbox.send, () => {});
void tasks.refill();
void askForProgress();
fillInHelp();
