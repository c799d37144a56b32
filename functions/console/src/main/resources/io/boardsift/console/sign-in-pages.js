// Signs people in on the pages that Cognito serves (managed login), where their company's own sign-in can
// be one: OAuth's authorization code grant with PKCE.
// https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
import { CognitoError, pool } from "./cognito.js";

const LEFT = "boardsift-left"; // what was kept when this page was left for those
const SIGNED_OUT = "boardsift-signed-out"; // somebody has signed out in this tab
const SCOPE = "openid";
const HERE = new URL("./", location.href).href; // without owner.html, what follows it, and the answer

function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** https://www.rfc-editor.org/rfc/rfc7636#appendix-A */
function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function page(path, parameters) {
  return `${new URL(path, pool.pages)}?${new URLSearchParams(parameters)}`;
}

/** Leaves for the pages, and comes back to this one with a code. */
export async function leave() {
  const verifier = random();
  const state = random();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  sessionStorage.setItem(LEFT, JSON.stringify({ verifier, state, from: location.href }));
  // A company's own sign-in may still know who was here before, and would sign them in without a question.
  const again = sessionStorage.getItem(SIGNED_OUT) ? { prompt: "login" } : {};
  location.assign(
    page("oauth2/authorize", {
      response_type: "code",
      client_id: pool.clientId,
      redirect_uri: HERE,
      scope: SCOPE,
      state,
      code_challenge: base64Url(new Uint8Array(digest)),
      code_challenge_method: "S256",
      ...again,
    }),
  );
  await new Promise(() => {}); // the browser is on its way
}

async function token(parameters) {
  const response = await fetch(new URL("oauth2/token", pool.pages), {
    method: "POST",
    body: new URLSearchParams({ client_id: pool.clientId, ...parameters }),
  }).catch(() => null);
  const answer = await response?.json().catch(() => ({}));
  if (!response?.ok) {
    throw new CognitoError(
      answer?.error ?? "",
      "Signing in did not work. Please try again.",
      response?.status ?? 0,
    );
  }
  return {
    AccessToken: answer.access_token,
    RefreshToken: answer.refresh_token,
    ExpiresIn: answer.expires_in,
  };
}

/**
 * What somebody who comes back from the pages is granted.
 * @returns {Promise<{result?: object, trouble?: string, from?: string}>} nothing of all that for others
 */
export async function arrive() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("code") && !answer.has("error")) {
    return {};
  }
  const left = JSON.parse(sessionStorage.getItem(LEFT));
  sessionStorage.removeItem(LEFT);
  history.replaceState(null, "", HERE); // a code is good for once
  // Who follows somebody else's address with a code would be signed in as somebody else.
  if (!left || answer.get("state") !== left.state) {
    return { trouble: "This was not begun here. Please sign in." };
  }
  if (answer.has("error")) {
    return { trouble: `You were not signed in: ${answer.get("error_description") ?? answer.get("error")}` };
  }
  try {
    const result = await token({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: HERE,
      code_verifier: left.verifier,
    });
    sessionStorage.removeItem(SIGNED_OUT);
    return { result, from: left.from };
  } catch (error) {
    return { trouble: error.message };
  }
}

/** A new token for one that runs out. */
export function renew(refreshToken) {
  return token({ grant_type: "refresh_token", refresh_token: refreshToken });
}

/** Ends the session that the pages keep, too; they come back here. */
export function signOut() {
  sessionStorage.setItem(SIGNED_OUT, "yes");
  location.assign(page("logout", { client_id: pool.clientId, logout_uri: HERE }));
}
