// The labeling console: one photo, one key. An answer can be given only while the photo that it is
// about is seen; it counts from the key press, whatever the network does, and can be changed.
import { CANNOT_TELL, NOT_A_BOARD, answerOf, signOf } from "./answers.js";
import { post } from "./api.js";
import * as outbox from "./outbox.js";
import { REASONS, load, originalOf, unload } from "./pictures.js";
import { authorization, who } from "./sign-in.js";
import { Tasks } from "./tasks.js";
import { View } from "./view.js";

const HISTORY = `boardsift-answered:${who()}`;
const CONFLICTS = `boardsift-conflicts:${who()}`;
const HISTORY_LENGTH = 50;
const KEPT_IMAGES = 5; // of the last answers, so that undo shows at once
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
/** @type {HTMLElement[]} */
const buttons = [...page.answers.querySelectorAll("button")];

/** @type {object[]} answered photos, the latest last; this tab's, over reloads */
const answered = JSON.parse(sessionStorage.getItem(HISTORY) ?? "[]");
/** @type {object | null} the answered photo that undo has brought back */
let changing = null;
let known = null; // the id of its answer as it was then
let shown = null; // the task that the page is about
let shownSince = 0;
let seen = null; // the task whose photo is painted: the one that can be answered
let doneToday = null; // by me and by all
/** @type {{given: import("./outbox.js").Given, theirs: any, message: string}[]} */
const conflicts = JSON.parse(localStorage.getItem(CONFLICTS) ?? "[]");

const view = new View(page.stage, page.loupe, {
  wantsDetail: showOriginal,
  changed: (description) => (page.view.textContent = description),
});
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
    view.clear();
    page.view.textContent = "";
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

/** Shows a photo, and lets it be answered once the browser has painted it. */
function paint(task) {
  if (!task.image.isConnected) {
    view.show(task.image);
    task.image.alt = `Photo ${task.photo.key}`;
    task.image.id = "photo";
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

async function showOriginal() {
  const task = shown;
  const image = await originalOf(task).catch(() => null);
  if (image && task === shown && task.image?.isConnected) {
    image.alt = task.image.alt;
    image.id = task.image.id;
    task.image.removeAttribute("id");
    view.showDetail(image);
  }
}

function describe(task) {
  page.name.textContent = task?.photo.key ?? "";
  page.original.hidden = !task?.original;
  if (task?.original) {
    page.original.href = task.original;
  }
  page.changing.hidden = !changing;
  const whose = changing?.isTheirs ? "A colleague" : "You";
  page["changing-text"].textContent = changing ? `${whose} said “${changing.answer}”. Answer again, or` : "";
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
    tellPanel(tasks.trouble, "This page goes on trying by itself. Answers are kept until the server has them.");
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

/** Buttons are never disabled, as they would lose the focus; those that do nothing say so. */
function showButtons(task) {
  for (const button of buttons) {
    button.setAttribute("aria-disabled", String(!task || seen !== task));
    if (changing) {
      button.setAttribute("aria-pressed", String(changing.answer === button.dataset.answer));
    } else {
      button.removeAttribute("aria-pressed");
    }
  }
  page.undo.setAttribute("aria-disabled", String(!undoable()));
  if (!seen) {
    delete page.stage.dataset.seen;
  }
}

// ---------------------------------------------------------------- what is answered

function give(answer) {
  if (!shown || seen !== shown) {
    refuse();
    return;
  }
  answerWith(shown, answer);
}

/** A key that does nothing shows that it does nothing. */
function refuse() {
  say("No photo is seen yet, so nothing was answered.");
  page.stage.classList.remove("refused");
  requestAnimationFrame(() => page.stage.classList.add("refused"));
}

function answerWith(task, answer) {
  const given = {
    id: outbox.newId(),
    task: task.id,
    replaces: (task === changing ? known : task.replaces) ?? null,
    photo: task.photo,
    answer,
    lease: task === changing ? null : task.lease,
    day: outbox.today(),
  };
  try {
    outbox.add(given);
  } catch {
    say("This browser keeps no more answers: let it reach the server first.");
    return;
  }
  const isChange = task === changing;
  Object.assign(task, { answer, answerId: given.id, at: Date.now(), why: "", isTheirs: false });
  if (isChange) {
    changing = null;
  } else {
    const before = answered.findIndex((one) => one.id === task.id);
    answered.splice(before < 0 ? answered.length : before, 1); // asked again since
    answered.push(task);
    answered.splice(0, answered.length - HISTORY_LENGTH);
    tasks.answered();
    if (doneToday) {
      doneToday = { mine: doneToday.mine + 1, all: doneToday.all + 1 };
    }
  }
  keepHistory();
  say(`${isChange ? "Changed to " : ""}“${answer}”: ${task.photo.key}${firstWarning(answer)}`);
  page.why.textContent = "";
  show();
}

/** That an answer deletes is said when it is given for the first time. */
function firstWarning(answer) {
  const isFirst = answer === NOT_A_BOARD && !localStorage.getItem("boardsift-warned");
  if (isFirst) {
    localStorage.setItem("boardsift-warned", "yes");
  }
  return isFirst ? ". The photo is deleted in some minutes; Z brings it back." : "";
}

function keepHistory() {
  answered.slice(0, -KEPT_IMAGES).filter((task) => task !== changing).forEach(unload);
  sessionStorage.setItem(
    HISTORY,
    JSON.stringify(
      answered.map(({ id, photo, answer, answerId, at, why, isTheirs }) => ({
        id,
        photo,
        answer,
        answerId,
        at,
        why,
        isTheirs,
      })),
    ),
  );
}

/** The photo that undo brings back next. */
function undoable() {
  return changing ? answered[answered.indexOf(changing) - 1] : answered.at(-1);
}

function undo(task = undoable()) {
  if (task) {
    changing = task;
    known = task.answerId;
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
  const state = JSON.stringify(last.map((task) => [task.id, task.answer, task.why, unsent.has(task.answerId)]));
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
    button.ariaLabel = `${task.answer}: ${task.photo.key}`;
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
  keepHistory();
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
    Object.assign(task, { answer: theirs.answer, answerId: theirs.id, isTheirs: true });
  } else if (task) {
    answered.splice(answered.indexOf(task), 1);
  }
  keepHistory();
  if (theirs?.answer !== last.answer) {
    conflicts.push({ given: last, theirs, message: error.message });
    showConflict();
  }
  show();
});

function showConflict() {
  localStorage.setItem(CONFLICTS, JSON.stringify(conflicts));
  const [conflict] = conflicts;
  page.conflict.hidden = !conflict;
  if (!conflict) {
    return;
  }
  const { given, theirs, message } = conflict;
  page["conflict-title"].textContent = theirs ? "Answered already" : "Answer not taken";
  page["conflict-text"].textContent = theirs
    ? `${given.photo.key}: you said “${given.answer}”, and ${theirs.by && theirs.by === who() ? "you on another page" : "a colleague"} had said “${theirs.answer}” at ${new Date(theirs.at).toLocaleTimeString()}. That stands.`
    : `${given.photo.key}, “${given.answer}”: ${message}`;
  page["ask-another"].hidden = !theirs;
  page["keep-theirs"].textContent = theirs ? "Leave it so" : "Close";
}

function settleConflict(hasAnotherLook) {
  const [{ given, theirs }] = conflicts;
  if (hasAnotherLook) {
    const id = outbox.newId();
    outbox.add({ ...given, id, replaces: theirs.id, lease: null, day: outbox.today(), to: "disputes" });
    const task = answered.find((one) => one.id === given.task);
    if (task) {
      Object.assign(task, { answer: CANNOT_TELL, answerId: id, isTheirs: false });
      keepHistory();
    }
    say(`Somebody else will look at ${given.photo.key}.`);
  }
  conflicts.shift();
  showConflict();
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
    recent.length > 1 ? `${(recent.length / minutes).toFixed(recent.length < 10 * minutes ? 1 : 0)} a minute` : "",
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
  arrowleft: () => view.pan(-PAN, 0),
  arrowright: () => view.pan(PAN, 0),
  arrowup: () => view.pan(0, -PAN),
  arrowdown: () => view.pan(0, PAN),
  l: () => view.toggleLoupe(),
  b: () => view.nextBrightness(),
  c: () => view.nextContrast(),
  i: () => view.invert(),
  r: retry,
  u: reportUnreadable,
  s: () => page.later.hidden || page["panel-actions"].hidden || tasks.putLast(),
  "?": () => page.help.showModal(),
};

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
    answerWith(shown, CANNOT_TELL);
  }
}

function pressed(event) {
  const isElsewhere = event.target instanceof HTMLInputElement || document.querySelector("dialog[open]");
  if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const answer = answerOf(event);
  const action = answer ? () => give(answer) : ACTIONS[signOf(event)];
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
for (const button of buttons) {
  // The second click of a double click would fall on the next photo.
  button.addEventListener("click", (event) => (event.detail > 1 ? refuse() : give(button.dataset.answer)));
}
page.undo.addEventListener("click", () => undo());
page.leave.addEventListener("click", leaveUndo);
page.retry.addEventListener("click", retry);
page.unreadable.addEventListener("click", reportUnreadable);
page.later.addEventListener("click", () => tasks.putLast());
page["help-button"].addEventListener("click", () => page.help.showModal());
page["keep-theirs"].addEventListener("click", () => settleConflict(false));
page["ask-another"].addEventListener("click", () => settleConflict(true));
page["sign-out"].addEventListener(
  "click",
  (event) => {
    const count = outbox.size();
    if (count > 0 && !confirm(`${count} answers are not sent yet. They are sent when you sign in again here. Sign out?`)) {
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
showConflict();
show();
authorization().then(outbox.send, () => {});
void tasks.refill();
void askForProgress();
