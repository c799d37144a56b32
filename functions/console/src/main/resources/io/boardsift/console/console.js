import { authorization, authorizationNow, refused } from "./sign-in.js";

// Photos held at once: the one shown and the next ones, which load meanwhile.
const HELD = 3;
const LOOK_AGAIN_MS = 3000;
const KEYS = { 1: "good board", 2: "broken board", 3: "not a board", 4: "cannot tell" };

const page = Object.fromEntries(
  ["left", "undo", "stage", "photo", "unshowable", "name", "original", "idle", "answers", "trouble"].map(
    (id) => [id, document.getElementById(id)],
  ),
);
const buttons = [...page.answers.querySelectorAll("button")];

const waiting = []; // leased tasks; the first one is shown
const answered = []; // this sitting's, the latest last
let changing = null; // the answered task that undo has brought back
let shown = null; // the task whose photo is on the page
let left = 0;
let isFetching = false;
let isSending = false;

function request(body, headers) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

async function post(path, body) {
  let response = await fetch(path, request(body, await authorization()));
  if (response.status === 401) {
    refused();
    response = await fetch(path, request(body, await authorization()));
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error ?? answer.message);
  }
  return answer;
}

async function fetchMore() {
  if (isFetching || waiting.length >= HELD) {
    return;
  }
  isFetching = true;
  try {
    const leases = await post("api/leases", { count: HELD - waiting.length });
    for (const task of leases.tasks) {
      const isHeld = waiting.some((held) => held.id === task.id);
      const isAnswered = answered.some((done) => done.id === task.id);
      if (!isHeld && !isAnswered) {
        task.image = new Image();
        task.image.src = task.picture;
        waiting.push(task);
      }
    }
    left = leases.left;
    tell(null);
  } catch (error) {
    tell(error);
  } finally {
    isFetching = false;
  }
  show();
}

function current() {
  return changing ?? waiting[0];
}

function show() {
  const task = current();
  page.stage.hidden = !task;
  page.idle.hidden = Boolean(task);
  page.idle.textContent = "No photos to look at. New ones come up by themselves.";
  page.left.textContent = task ? `${left} left` : "";
  page.undo.disabled = answered.length === 0 || isSending || Boolean(changing);
  for (const button of buttons) {
    button.disabled = !task || isSending;
    button.classList.toggle("chosen", Boolean(task) && task.answer === button.dataset.answer);
  }
  if (task && task !== shown) {
    shown = task;
    load(task.picture);
    page.photo.alt = `Photo ${task.photo.key}`;
    page.original.href = task.original;
    page.name.textContent = task.photo.key;
  }
}

function load(picture) {
  page.photo.hidden = false;
  page.unshowable.hidden = true;
  page.photo.src = picture;
}

async function give(answer) {
  const task = current();
  if (!task || isSending) {
    return;
  }
  isSending = true;
  show();
  try {
    const lease = task === changing ? null : task.lease;
    await post("api/answers", { photo: task.photo, answer, lease });
    task.answer = answer;
    if (task === changing) {
      changing = null;
    } else {
      waiting.shift();
      answered.push(task);
      left = Math.max(0, left - 1);
    }
    tell(null);
  } catch (error) {
    tell(error);
  } finally {
    isSending = false;
  }
  show();
  fetchMore();
}

function undo() {
  if (!page.undo.disabled) {
    changing = answered[answered.length - 1];
    show();
  }
}

function openOriginal() {
  if (!page.stage.hidden) {
    page.original.click();
  }
}

function tell(error) {
  page.trouble.hidden = !error;
  page.trouble.textContent = error ? `Not done: ${error.message}` : "";
}

page.photo.addEventListener("error", () => {
  // A preview may be gone; the photo itself is not.
  if (page.photo.getAttribute("src") !== shown.original) {
    load(shown.original);
    return;
  }
  page.photo.hidden = true;
  page.unshowable.hidden = false;
});
page.undo.addEventListener("click", undo);
for (const button of buttons) {
  button.addEventListener("click", () => give(button.dataset.answer));
}
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
    return;
  }
  if (KEYS[event.key]) {
    give(KEYS[event.key]);
  } else if (event.key === "z" || event.key === "Z") {
    undo();
  } else if (event.key === "o" || event.key === "O") {
    openOriginal();
  } else if (event.key === "Escape" && changing) {
    changing = null;
    show();
  }
});
// Others need not wait for what we hold. A request that outlives the page.
window.addEventListener("pagehide", () => {
  const leases = waiting.map((task) => task.lease);
  if (leases.length > 0) {
    fetch("api/returns", { ...request({ leases }, authorizationNow()), keepalive: true });
    waiting.length = 0;
  }
});

fetchMore();
setInterval(fetchMore, LOOK_AGAIN_MS);
