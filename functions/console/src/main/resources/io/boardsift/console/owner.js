// The owner's page: what the deployment does and what is stopped, and the gallery of deleted photos.
// Only owners get answers; the server sees to that.
import { post } from "./api.js";
import { Gallery, byInWords, placeOf } from "./gallery.js";
import { timeOf } from "./history.js";
import { isForPage, signOf } from "./keys.js";

const REFRESH_MS = 30_000;
const LATEST_DAYS = 7;

/** @type {Record<string, any>} parts of the page by their ids */
const page = Object.fromEntries([...document.querySelectorAll("[id]")].map((part) => [part.id, part]));

const gallery = new Gallery(page, { failed: tell, worked: () => (page.trouble.hidden = true) });

/** Says what went wrong; whoever is no owner is told so by the server. */
function tell(error) {
  page["trouble-text"].textContent = error.message;
  page.again.hidden = error.status === 403;
  page.trouble.hidden = false;
}

function viewOf(hash) {
  return hash.startsWith("#gallery") ? "gallery" : "state";
}

function route() {
  const view = viewOf(location.hash);
  page.state.hidden = view !== "state";
  page.gallery.hidden = view !== "gallery";
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.getAttribute("data-view") === view) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  if (view === "gallery") {
    void gallery.show(placeOf(location.hash));
  } else {
    gallery.leave();
    void showState();
  }
}

// ---------------------------------------------------------------- state

async function showState() {
  let state;
  try {
    state = await post("state", {});
  } catch (error) {
    tell(error);
    return;
  }
  page.trouble.hidden = true;
  showMode(state);
  showGuard(state.guard);
  page.waiting.textContent = state.waiting === 1 ? "1 photo" : `${state.waiting.toLocaleString()} photos`;
  showCounts(state.days, state.accuracy);
  showRules(state.rules);
  showShadow(state.shadow);
  page.model.textContent = state.model
    ? `${state.model.place}, ${state.model.mode === "obey" ? "obeyed: rules may act on its answers" : "in shadow: it is asked, and deletes nothing"}`
    : "None is asked.";
  showAlarms(state);
}

function showMode({ mode, dashboard }) {
  const isDeleting = mode === "delete";
  page.mode.textContent = isDeleting
    ? "Deleting: what rules are sure about is deleted, restorably."
    : "Observing: nothing is deleted; records say what would have been.";
  const other = isDeleting ? "observe" : "delete";
  page["mode-command"].textContent = dashboard
    ? `sam deploy --parameter-overrides Mode=${other}`
    : `boardsift up --mode ${other}`;
}

/** Whether a part shows this already; if it is built anew, whoever is on its buttons loses the focus. */
function isShown(part, data) {
  const text = JSON.stringify(data);
  const isSame = part.dataset.shown === text;
  part.dataset.shown = text;
  return isSame;
}

function showGuard({ stopped, trouble }) {
  if (isShown(page.guard, { stopped, trouble })) {
    return;
  }
  page.guard.classList.toggle("alarm", stopped.length > 0 || Boolean(trouble));
  page["guard-text"].textContent =
    trouble ?? (stopped.length === 0 ? "None: rules delete no unusual share of photos." : "");
  const stops = stopped.map((stop) => {
    const text = `Deletions of ${stop.words} are stopped since ${timeOf(stop.since)}: rules deleted ${stop.deleted.toLocaleString()} of the last ${stop.photos.toLocaleString()} photos, most by “${stop.rule}”.`;
    return stopItem(text, { prefixes: [stop.prefix] }, text);
  });
  if (trouble) {
    stops.push(stopItem("", { all: true }, "The guard begins to count anew."));
  }
  page.stops.replaceChildren(...stops);
}

function stopItem(text, request, question) {
  const item = document.createElement("li");
  const words = document.createElement("p");
  words.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Let them go on…";
  button.addEventListener("click", () => askToLift(request, question));
  item.append(words, button);
  return item;
}

/** Asks first: what goes on is deleting. */
function askToLift(request, question) {
  page["lift-text"].textContent =
    `${question} Look at the deleted photos first. The functions notice within 30 seconds; what went to people meanwhile stays with them.`;
  page.lift.returnValue = "";
  page.lift.addEventListener(
    "close",
    async () => {
      if (page.lift.returnValue === "lift") {
        await post("lifts", request).catch(tell);
        await showState();
      }
    },
    { once: true },
  );
  page.lift.showModal();
}

function showCounts(days, accuracy) {
  if (isShown(page.counts, { days, accuracy })) {
    return;
  }
  const [today] = days;
  const words = [
    ...new Set([...days.flatMap((day) => Object.keys(day.deletions)), ...accuracy.map(({ by }) => by)]),
  ];
  const week = (by) => days.reduce((sum, day) => sum + (day.deletions[by] ?? 0), 0);
  words.sort((a, b) => week(b) - week(a));
  page["counts-head"].replaceChildren(
    row("th", ["Deleted by", "Today", `${LATEST_DAYS} days`, "Wrong of those checked"]),
  );
  page.counts.replaceChildren(
    ...words.map((by) => {
      const link = document.createElement("a");
      link.href = `#gallery?${new URLSearchParams({ by })}`;
      link.textContent = byInWords(by);
      return row("td", [link, today.deletions[by] ?? 0, week(by), accuracyInWords(accuracy, by)]);
    }),
  );
  page["counts-note"].className = "quiet";
  page["counts-note"].textContent =
    words.length === 0
      ? `Nothing was deleted or checked in the last ${LATEST_DAYS} days.`
      : `Days are in UTC; today is ${today.day}. Checked is what people saw instead, as an audit or while observing; the share of all is in the interval with 95 % certainty. For longer times: boardsift report.`;
}

function accuracyInWords(accuracy, by) {
  const known = accuracy.find((one) => one.by === by);
  if (!known || known.checked === 0) {
    return by === "person" ? "" : "none checked";
  }
  const percent = (share) => (100 * share).toLocaleString(undefined, { maximumFractionDigits: 1 });
  return `${known.wrong} of ${known.checked} (${percent(known.low)} to ${percent(known.high)} %)`;
}

/** A row of a table; its first cell is a heading. */
function row(kind, cells) {
  const line = document.createElement("tr");
  cells.forEach((content, i) => {
    const cell = document.createElement(i === 0 ? "th" : kind);
    if (kind === "th") {
      cell.setAttribute("scope", "col");
    } else if (i === 0) {
      cell.setAttribute("scope", "row");
    }
    cell.className = i === 0 ? "" : "number";
    cell.append(typeof content === "number" ? content.toLocaleString() : content);
    line.append(cell);
  });
  return line;
}

function showRules({ address, isShipped, version, text, trouble }) {
  page.rules.closest("section").classList.toggle("alarm", Boolean(trouble));
  page.rules.textContent = trouble
    ? `Refused, so people see every photo: ${trouble}`
    : `Version ${version}, ${isShipped ? `as they come with Boardsift. Put your own at ${address}` : `from ${address}`}.`;
  page["rules-text"].textContent = text;
}

function showShadow(shadow) {
  page.shadow.hidden = !shadow;
  if (shadow) {
    page.shadow.textContent = shadow.trouble
      ? `The file in shadow is refused, so triage does not ask it: ${shadow.trouble}`
      : `In shadow since ${timeOf(shadow.since)}: version ${shadow.version}, asked besides the rules in force and not obeyed. “boardsift rules shadow” says what it would have changed.`;
  }
}

function showAlarms({ guard, rules, dashboard }) {
  const known = [
    guard.trouble || guard.stopped.length > 0 ? "deletions are stopped" : "",
    rules.trouble ? "the rules are refused" : "",
  ].filter(Boolean);
  page.alarms.textContent = `${known.length === 0 ? "This page knows of none." : `This page knows of: ${known.join(", ")}.`} Failed functions, dead letters and how long photos wait ${dashboard ? "are watched in CloudWatch." : "are in the functions' log here, and watched in CloudWatch on AWS."}`;
  page.dashboard.hidden = !dashboard;
  if (dashboard) {
    page.dashboard.href = dashboard;
  }
}

// ----------------------------------------------------------------- keys

const KEYS = {
  p: () => location.assign("./"),
  s: () => (location.hash = "#state"),
  g: () => (location.hash = "#gallery"),
};

document.addEventListener("keydown", (event) => {
  if (!isForPage(event)) {
    return;
  }
  const action = KEYS[signOf(event)];
  if (action) {
    event.preventDefault();
    action();
  } else if (!page.gallery.hidden) {
    gallery.pressed(event);
  }
});
page.again.addEventListener("click", route);
addEventListener("hashchange", route);
setInterval(() => !document.hidden && !page.state.hidden && !page.lift.open && showState(), REFRESH_MS);
route();
