// The console's own form to sign in: password, first password, code of an authenticator and its setup,
// forgotten password. One step is seen at a time.
import { ask, pool } from "./cognito.js";

const FORM = `
  <dialog id="sign-in" aria-labelledby="sign-in-title">
    <form method="dialog">
      <h2 id="sign-in-title"></h2>
      <p id="sign-in-text" role="status"></p>
      <label data-steps="password reset">Mail address
        <input name="email" type="email" autocomplete="username" required></label>
      <label data-steps="password">Password
        <input name="password" type="password" autocomplete="current-password" required></label>
      <div data-steps="setup">
        <p>Put this key into an authenticator app, then type the six digits that it shows.</p>
        <p><code id="sign-in-key"></code></p>
        <p><a id="sign-in-link">Open the authenticator of this device</a></p>
      </div>
      <label data-steps="code setup reset">Code
        <input name="code" inputmode="numeric" autocomplete="one-time-code" required></label>
      <label data-steps="new-password reset">New password
        <input name="newPassword" type="password" autocomplete="new-password" minlength="12" required>
        <small>At least 12 characters: small and capital letters, and digits</small></label>
      <p id="sign-in-trouble" role="alert"></p>
      <button type="submit">Sign in</button>
      <button type="button" class="plain" data-steps="password" value="forgotten">Forgotten password</button>
      <button type="button" class="plain" data-steps="reset" value="forgotten">Send another code</button>
      <button type="button" class="plain" data-steps="code setup new-password reset" value="back">Back</button>
    </form>
  </dialog>`;

/** What is said at a step, and on its button. */
const STEPS = {
  password: { text: "", button: "Sign in" },
  "new-password": { text: "Choose a password of your own.", button: "Sign in" },
  code: { text: "Type the code that your authenticator app shows.", button: "Sign in" },
  setup: { text: "", button: "Check the code" },
  reset: { text: "", button: "Set the password" },
  pages: { text: "", button: "Sign in" },
};

document.body.insertAdjacentHTML("beforeend", FORM);
const part = (name) => document.getElementById(`sign-in${name}`);
part("-title").textContent = document.body.dataset.signIn; // what for
const dialog = /** @type {HTMLDialogElement} */ (part(""));
const form = dialog.querySelector("form");
const input = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const sendButton = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
let mayBeClosed = false;

/**
 * @typedef {object} Step
 * @property {keyof STEPS} step
 * @property {string} [text] instead of the step's own
 * @property {string} [trouble] what went wrong before
 * @property {string} [username] as Cognito knows the person
 * @property {string} [session] of Cognito's, at a challenge
 * @property {string} [key] of the authenticator, at its setup
 * @property {object} [result] what Cognito grants at the end
 */

/** @param {Step} to */
function show(to) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-steps]"))) {
    one.hidden = !one.dataset.steps.split(" ").includes(to.step);
    for (const field of one.querySelectorAll("input")) {
      field.disabled = one.hidden; // and so neither asked for nor sent
    }
  }
  part("-text").textContent = to.text ?? STEPS[to.step].text;
  part("-trouble").textContent = to.trouble ?? "";
  sendButton.textContent = STEPS[to.step].button;
  if (to.key) {
    part("-key").textContent = to.key.match(/.{1,4}/g).join(" ");
    /** @type {HTMLAnchorElement} */ (part("-link")).href = addressOf(to.key);
  }
  if (!dialog.open) {
    dialog.showModal();
  }
  const fields = [...form.querySelectorAll("input")];
  (fields.find((field) => !field.disabled && !field.value) ?? sendButton).focus();
}

/** As authenticator apps read it: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function addressOf(key) {
  const account = input("email").value || document.title;
  return `otpauth://totp/Boardsift:${encodeURIComponent(account)}?secret=${key}&issuer=Boardsift`;
}

/** Resolves with the value of the button that is pressed; "" for the one that sends the form. */
function pressed() {
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = (value) => {
      done.abort();
      resolve(value);
    };
    const { signal } = done;
    form.addEventListener("submit", (event) => (event.preventDefault(), end("")), { signal });
    form.addEventListener(
      "click",
      (event) => {
        const { value } = /** @type {HTMLButtonElement} */ (event.target);
        if (value === "back" || (value === "forgotten" && input("email").reportValidity())) {
          end(value);
        }
      },
      { signal },
    );
    // Some browsers close a dialog at the second Escape whatever a page says.
    dialog.addEventListener("close", () => end("closed"), { signal });
  });
}

function close() {
  form.reset();
  dialog.close();
}

/**
 * What comes after an answer of Cognito's to a password or to a challenge.
 * @returns {Promise<Step>}
 */
async function after(answer, username) {
  if (answer.AuthenticationResult) {
    return { step: "password", result: answer.AuthenticationResult };
  }
  const { ChallengeName: challenge, ChallengeParameters: parameters, Session: session } = answer;
  const next = { username: parameters?.USER_ID_FOR_SRP ?? username, session };
  if (challenge === "NEW_PASSWORD_REQUIRED") {
    return { step: "new-password", ...next };
  }
  if (challenge === "SOFTWARE_TOKEN_MFA") {
    return { step: "code", ...next };
  }
  if (challenge === "MFA_SETUP" && (parameters?.MFAS_CAN_SETUP ?? "").includes("SOFTWARE_TOKEN_MFA")) {
    const { SecretCode, Session } = await ask("AssociateSoftwareToken", { Session: session });
    return { step: "setup", ...next, session: Session, key: SecretCode };
  }
  throw new Error(`This page cannot answer the challenge ${challenge}.`);
}

async function respond(at, challenge, responses, session = at.session) {
  const answer = await ask("RespondToAuthChallenge", {
    ClientId: pool.clientId,
    ChallengeName: challenge,
    Session: session,
    ChallengeResponses: { USERNAME: at.username, ...responses },
  });
  return after(answer, at.username);
}

async function byPassword(email, password) {
  const answer = await ask("InitiateAuth", {
    ClientId: pool.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  return after(answer, email);
}

/** What happens when a step's form is sent. */
const SENT = {
  password: (_at, { email, password }) => byPassword(email, password),
  "new-password": (at, { newPassword }) =>
    respond(at, "NEW_PASSWORD_REQUIRED", { NEW_PASSWORD: newPassword }),
  code: (at, { code }) => respond(at, "SOFTWARE_TOKEN_MFA", { SOFTWARE_TOKEN_MFA_CODE: digits(code) }),
  setup: async (at, { code }) => {
    const { Session } = await ask("VerifySoftwareToken", { Session: at.session, UserCode: digits(code) });
    return respond(at, "MFA_SETUP", {}, Session);
  },
  reset: async (_at, { email, code, newPassword }) => {
    await ask("ConfirmForgotPassword", {
      ClientId: pool.clientId,
      Username: email,
      ConfirmationCode: code.trim(),
      Password: newPassword,
    });
    return byPassword(email, newPassword);
  },
};

/** Apps show codes with a space in the middle. */
function digits(code) {
  return code.replace(/\s/g, "");
}

/** @returns {Promise<Step>} */
async function sendCode() {
  const answer = await ask("ForgotPassword", { ClientId: pool.clientId, Username: input("email").value });
  // Cognito says so of addresses that it does not know, too.
  const to = answer.CodeDeliveryDetails?.Destination ?? "you";
  return { step: "reset", text: `If there is such an account, a code was sent to ${to} by mail.` };
}

/** @returns {Step} */
function failed(at, error) {
  if (error.name === "PasswordResetRequiredException") {
    return { step: "reset", text: error.message };
  }
  if (error.isTooLate) {
    return { step: "password", trouble: error.message };
  }
  input("code").value = "";
  return { ...at, trouble: error.message };
}

/**
 * Asks until somebody has signed in.
 * @returns {Promise<any>} what Cognito grants
 */
export async function askToSignIn() {
  /** @type {Step} */
  let at = { step: "password" };
  while (!at.result) {
    show(at);
    const button = await pressed();
    const fields = Object.fromEntries(new FormData(form));
    input("code").value = "";
    try {
      if (button === "back") {
        at = { step: "password" };
      } else if (button !== "closed") {
        at = await (button === "forgotten" ? sendCode() : SENT[at.step](at, fields));
      }
    } catch (error) {
      at = failed(at, error);
    }
  }
  const email = input("email").value;
  close();
  return { ...at.result, email };
}

/**
 * Lets somebody who is signed in set up an authenticator, which is asked for from then on.
 * @param {string} token who it is
 * @param {string} email what the authenticator calls the account
 * @returns {Promise<boolean>} whether it was done
 */
export async function setUpAuthenticator(token, email) {
  const { SecretCode } = await ask("AssociateSoftwareToken", { AccessToken: token });
  input("email").value = email;
  /** @type {Step} */
  let at = { step: "setup", key: SecretCode };
  mayBeClosed = true;
  try {
    for (;;) {
      show(at);
      if ((await pressed()) !== "") {
        return false;
      }
      try {
        await ask("VerifySoftwareToken", { AccessToken: token, UserCode: digits(input("code").value) });
        await ask("SetUserMFAPreference", {
          AccessToken: token,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        });
        return true;
      } catch (error) {
        at = failed(at, error);
      }
    }
  } finally {
    mayBeClosed = false;
    close();
  }
}

/**
 * Shows the way to the pages on which people sign in; resolves when it is taken.
 * @param {string} trouble what went wrong there before, or nothing
 */
export async function askToLeave(trouble) {
  do {
    show({ step: "pages", trouble });
  } while ((await pressed()) === "closed");
}

dialog.addEventListener("cancel", (event) => mayBeClosed || event.preventDefault());
