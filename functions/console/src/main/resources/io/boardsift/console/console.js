// The labeling console: one photo, one key. An answer can be given only while the photo that it is
// about is seen; it counts from the key press, whatever the network does, and can be changed.
import { CANNOT_TELL, NOT_A_BOARD, answerOf, signOf } from "./answers.js";
import { post } from "./api.js";
import * as outbox from "./outbox.js";
import { REASONS, forget, load, originalOf } from "./pictures.js";
import { Tasks } from "./tasks.js";
import { View } from "./view.js";

const HISTORY = "boardsift-answered";
const HISTORY_LENGTH = 50;
const KEPT_IMAGES = 5; // of the last answers, so that undo shows at once
const SHOWN_ANSWERS = 10;
const PROGRESS_MS = 60_000;
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
let shown = null; // the task that the page is about
let seen = null; // the task whose photo is painted: the one that can be answered
let done = null; // by me and by all today, as the server has it
const conflicts = [];

const view = new View(page.stage, page.loupe, {
  wantsDetail: showOriginal,
  changed: (description) => (page.view.textContent = description),
});
const tasks = new Tasks({
  changed: show,
  lost: (task) => say(`A colleague has ${task.photo.key} now.`),
  isWanted,
});

/** What this page has answered comes again only if another answer stands by now. */
function isWanted(task) {
  const before = answered.find((one) => one.id === task.id);
  if (before && (!task.replaces || before.answerId === task.replaces || outbox.has(before.answerId))) {
    return false;
  }
  if (before) {
    answered.splice(answered.indexOf(before), 1);
  }
  return true;
}

function current() {
  return changing ?? tasks.waiting[0] ?? null;
}

// ---------------------------------------------------------------- what is seen

function show() {
  const task = current();
  if (task !== shown) {
    shown = task;
    seen = null;
    view.clear();
    page.view.textContent = "";
  }
  for (const next of [task, ...tasks.waiting]) {
    if (next) {
      void load(next, loaded);
    }
  }
  if (task?.status === "ready" && seen !== task) {
    paint(task);
  }
  describe(task);
  showPanel(task);
  showButtons(task);
  showLast();
  showProgress();
}

function loaded(task) {
  if (task === shown) {
    show();
  }
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
  if (image && task === shown && seen === task) {
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
  page["changing-text"].textContent = changing ? `You said “${changing.answer}”. Answer again, or` : "";
}

function showPanel(task) {
  const reason = REASONS[task?.status];
  page.panel.hidden = task?.status === "ready";
  page["panel-actions"].hidden = !reason;
  page.later.hidden = Boolean(changing) || tasks.waiting.length < 2;
  if (reason) {
    tellPanel(reason.title, reason.text);
  } else if (task) {
    tellPanel("", "");
    setTimeout(() => task === shown && task.status === "loading" && tellPanel("Loading…", ""), SAY_LOADING_MS);
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
  page.stage.classList.remove("refused");
  requestAnimationFrame(() => page.stage.classList.add("refused"));
}

function answerWith(task, answer) {
  const given = {
    id: outbox.newId(),
    replaces: task.answerId ?? task.replaces ?? null,
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
  Object.assign(task, { answer, answerId: given.id, at: Date.now(), why: "" });
  if (isChange) {
    changing = null;
  } else {
    answered.push(task);
    answered.splice(0, answered.length - HISTORY_LENGTH);
    tasks.answered();
    if (done) {
      done = { mine: done.mine + 1, all: done.all + 1 };
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
  answered.slice(0, -KEPT_IMAGES).forEach(forget);
  sessionStorage.setItem(
    HISTORY,
    JSON.stringify(
      answered.map(({ id, photo, answer, answerId, at, why }) => ({ id, photo, answer, answerId, at, why })),
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

function showLast() {
  const last = answered.slice(-SHOWN_ANSWERS).reverse();
  const items = last.map((task) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.answer = task.answer;
    button.textContent = SIGNS[task.answer];
    button.className = outbox.has(task.answerId) ? "unsent" : "";
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
  const task = answered.find((one) => one.photo.versionId === given.photo.versionId);
  const theirs = error.body?.given ?? null;
  if (theirs && task) {
    Object.assign(task, { answer: theirs.answer, answerId: theirs.id });
  } else if (task) {
    answered.splice(answered.indexOf(task), 1);
  }
  keepHistory();
  conflicts.push({ given, theirs, message: error.message });
  showConflict();
  show();
});

function showConflict() {
  const [conflict] = conflicts;
  page.conflict.hidden = !conflict;
  if (!conflict) {
    return;
  }
  const { given, theirs, message } = conflict;
  page["conflict-title"].textContent = theirs ? "A colleague was first" : "Answer not taken";
  page["conflict-text"].textContent = theirs
    ? `${given.photo.key}: you said “${given.answer}”, and ${theirs.by || "somebody"} had said “${theirs.answer}” at ${new Date(theirs.at).toLocaleTimeString()}. Theirs stands.`
    : `${given.photo.key}, “${given.answer}”: ${message}`;
  page["ask-another"].hidden = !theirs || theirs.answer === given.answer;
  page["keep-theirs"].textContent = theirs ? "Keep their answer" : "Close";
}

function settleConflict(hasAnotherLook) {
  const { given, theirs } = conflicts.shift();
  if (hasAnotherLook) {
    outbox.add({ ...given, id: outbox.newId(), replaces: theirs.id, lease: null, to: "disputes" });
    say(`Somebody else will look at ${given.photo.key}.`);
  }
  showConflict();
}

function showProgress() {
  const since = Date.now() - RATE_OVER_MS;
  const recent = answered.filter((task) => task.at > since);
  const minutes = Math.max(1, (Date.now() - (recent[0]?.at ?? 0)) / 60_000);
  const parts = [
    tasks.left === null ? "" : `${tasks.left} waiting`,
    done ? `${done.mine} by you today` : "",
    done && done.all > done.mine ? `${done.all} by all` : "",
    recent.length > 1 ? `${(recent.length / minutes).toFixed(recent.length < 10 * minutes ? 1 : 0)} a minute` : "",
  ];
  page.progress.textContent = parts.filter(Boolean).join(" · ");
}

async function askForProgress() {
  if (!document.hidden) {
    try {
      const { mine, all } = await post("progress", { day: outbox.today() });
      const unsent = outbox.size();
      done = { mine: mine + unsent, all: all + unsent };
      showProgress();
      void outbox.send(); // by now somebody has signed in
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
  if (REASONS[shown?.status]) {
    forget(shown);
    show();
  }
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
  button.addEventListener("click", (event) => event.detail > 1 || give(button.dataset.answer));
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
    }
  },
  { capture: true },
);
addEventListener("online", retry);
setInterval(() => shown?.status === "network" && retry(), 5_000);
setInterval(askForProgress, PROGRESS_MS);

showUnsent();
show();
void outbox.send();
void tasks.refill();
void askForProgress();
