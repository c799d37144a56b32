// Who is signed in, at the Amazon Cognito user pool that sign-in.json names. Where it names none, nobody has
// to. People sign in by a form of this page, or, where it names some, on Cognito's own pages.
import { ask, pool } from "./cognito.js";
import { askToLeave, askToSignIn, setUpAuthenticator } from "./sign-in-form.js";
import * as pages from "./sign-in-pages.js";

const SESSION = "boardsift-session";
// A token is renewed while it still holds for as long as a request may take.
const MARGIN_MS = 60_000;

const signOutButton = document.getElementById("sign-out");
const secondFactor = document.getElementById("second-factor"); // on one page only

let session = JSON.parse(sessionStorage.getItem(SESSION));
let asking = null;

/** @param {any} result as Cognito grants it */
function keep(result, before = session) {
  session = {
    token: result.AccessToken,
    refreshToken: result.RefreshToken ?? before?.refreshToken,
    email: result.email ?? before?.email ?? "",
    until: Date.now() + result.ExpiresIn * 1000,
  };
  sessionStorage.setItem(SESSION, JSON.stringify(session));
  showSession();
}

function showSession() {
  signOutButton.hidden = !session;
  if (secondFactor) {
    secondFactor.hidden = !session || Boolean(pool.pages) || pool.mfa !== "optional";
  }
}

function forget() {
  session = null;
  sessionStorage.removeItem(SESSION);
}

async function renew() {
  const { refreshToken } = session;
  try {
    const result = pool.pages ? await pages.renew(refreshToken) : await renewByCognito(refreshToken);
    keep(result);
  } catch (error) {
    if (!error.isRefusal) {
      throw error; // without a network nobody is signed out
    }
    forget();
  }
}

async function renewByCognito(refreshToken) {
  const answer = await ask("InitiateAuth", {
    ClientId: pool.clientId,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  return answer.AuthenticationResult;
}

async function signIn() {
  const before = who();
  if (session) {
    await renew();
  }
  if (!session && pool.pages) {
    await askToLeave(arrived.trouble ?? "");
    arrived.trouble = "";
    await pages.leave();
  }
  if (!session) {
    keep(await askToSignIn());
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

signOutButton.addEventListener("click", async () => {
  await ask("RevokeToken", { ClientId: pool.clientId, Token: session.refreshToken }).catch(() => {});
  forget();
  if (pool.pages) {
    pages.signOut();
  } else {
    location.reload();
  }
});

secondFactor?.querySelector("button").addEventListener("click", async () => {
  const said = secondFactor.querySelector("[role=status]");
  try {
    await authorization();
    const isDone = await setUpAuthenticator(session.token, session.email);
    said.textContent = isDone ? "It is asked for from the next time on that you sign in." : "";
  } catch (error) {
    said.textContent = error.message;
  }
});

/** @type {{result?: object, trouble?: string, from?: string}} whether somebody comes from Cognito's pages */
const arrived = pool.pages ? await pages.arrive() : {};
if (arrived.result) {
  keep(arrived.result, null);
  const [page, part] = arrived.from.split("#");
  if (page !== location.href) {
    location.replace(arrived.from);
    await new Promise(() => {});
  } else if (part) {
    location.hash = part; // the same page, so nothing is loaded again
  }
}
showSession();
