// Signs reviewers in at the Amazon Cognito user pool that sign-in.json names. Where it names none,
// nobody has to. The page talks to Cognito itself, over TLS, in its documented JSON protocol:
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html

const SESSION = "boardsift-session";
// A token is renewed while it still holds for as long as a request may take.
const MARGIN_MS = 60_000;

const FORM = `
  <dialog id="sign-in" aria-labelledby="sign-in-title">
    <form method="dialog">
      <h2 id="sign-in-title"></h2>
      <label>Mail address <input name="email" type="email" autocomplete="username" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <label hidden>New password <input name="newPassword" type="password" autocomplete="new-password" minlength="12"></label>
      <p id="sign-in-trouble" role="alert"></p>
      <button type="submit">Sign in</button>
    </form>
  </dialog>`;

document.body.insertAdjacentHTML("beforeend", FORM);
document.getElementById("sign-in-title").textContent = document.body.dataset.signIn; // what for
/** @type {any} */
const dialog = document.getElementById("sign-in");
const form = dialog.querySelector("form");
const trouble = document.getElementById("sign-in-trouble");
const signOutButton = document.getElementById("sign-out");

const pool = await (await fetch("sign-in.json")).json();
let session = JSON.parse(sessionStorage.getItem(SESSION));
let asking = null;

async function cognito(operation, body) {
  const response = await fetch(pool.endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId: pool.clientId, ...body }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const isRefusal = response.status < 500 && response.status !== 429;
    throw Object.assign(new Error(answer.message ?? `Cognito answered ${response.status}`), { isRefusal });
  }
  return answer;
}

function keep(result, refreshToken) {
  session = {
    token: result.AccessToken,
    refreshToken: result.RefreshToken ?? refreshToken,
    until: Date.now() + result.ExpiresIn * 1000,
  };
  sessionStorage.setItem(SESSION, JSON.stringify(session));
  signOutButton.hidden = false;
}

function forget() {
  session = null;
  sessionStorage.removeItem(SESSION);
}

function submitted() {
  return new Promise((resolve) => {
    const submit = (event) => {
      event.preventDefault();
      resolve();
    };
    form.addEventListener("submit", submit, { once: true });
  });
}

function fields() {
  return Object.fromEntries(new FormData(form));
}

function askForNewPassword(isNeeded) {
  const field = form.elements.newPassword;
  field.closest("label").hidden = !isNeeded;
  field.required = isNeeded;
  if (isNeeded) {
    field.focus();
  }
}

/** One attempt: what Cognito grants, or null where it wants a password of the person's own first. */
async function attempt(challenge) {
  const { email, password, newPassword } = fields();
  const answer = challenge
    ? await cognito("RespondToAuthChallenge", {
        ChallengeName: challenge.ChallengeName,
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD: newPassword },
      })
    : await cognito("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: email, PASSWORD: password },
      });
  if (answer.ChallengeName && answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") {
    throw new Error(`This page cannot answer the challenge ${answer.ChallengeName}`);
  }
  return answer;
}

async function ask() {
  let challenge = null;
  askForNewPassword(false);
  dialog.showModal();
  for (;;) {
    await submitted();
    trouble.textContent = "";
    try {
      const answer = await attempt(challenge);
      if (answer.AuthenticationResult) {
        keep(answer.AuthenticationResult);
        form.reset();
        dialog.close();
        return;
      }
      challenge = answer;
      askForNewPassword(true);
      trouble.textContent = "Choose a password of your own.";
    } catch (error) {
      trouble.textContent = error.message;
    }
  }
}

async function renew() {
  const { refreshToken } = session;
  try {
    const answer = await cognito("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    });
    keep(answer.AuthenticationResult, refreshToken);
  } catch (error) {
    if (!error.isRefusal) {
      throw error; // without a network nobody is signed out
    }
    forget();
  }
}

async function signIn() {
  const before = who();
  if (session) {
    await renew();
  }
  if (!session) {
    await ask();
    if (before !== who()) {
      // Begins again as this person, with nothing that another did; until then nobody asks anything.
      location.reload();
      await new Promise(() => {});
    }
  }
}

/** The header that says who asks, as of now; empty where nobody is signed in. */
export function authorizationNow() {
  return session ? { Authorization: `Bearer ${session.token}` } : {};
}

/** The header that says who asks, once somebody has signed in. */
export async function authorization() {
  if (pool.endpoint && !(session && session.until - MARGIN_MS > Date.now())) {
    // Whoever else asks meanwhile waits for the same person.
    asking ??= signIn().finally(() => (asking = null));
    await asking;
  }
  return authorizationNow();
}

/** Who is signed in; empty where nobody has to. */
export function who() {
  const { username, sub } = claims();
  return username ?? sub ?? "";
}

/** Whether an owner is signed in, as far as the page can tell; the server asks the token itself. */
export function isOwner() {
  const groups = claims()["cognito:groups"];
  return !pool.endpoint || (Array.isArray(groups) && groups.includes("owner"));
}

/** What the token says; nothing where nobody is signed in. */
function claims() {
  // The middle part of a token is JSON; https://www.rfc-editor.org/rfc/rfc7519
  const part = session?.token.split(".")[1];
  try {
    return JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}

/** For when the server does not take what a session grants. */
export function refused() {
  if (session) {
    session.until = 0;
  }
}

dialog.addEventListener("cancel", (event) => event.preventDefault());
signOutButton.addEventListener("click", async () => {
  await cognito("RevokeToken", { Token: session.refreshToken }).catch(() => {});
  forget();
  location.reload();
});
signOutButton.hidden = !session;
