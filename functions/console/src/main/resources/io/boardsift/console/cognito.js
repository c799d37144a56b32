// Asks the Amazon Cognito user pool that sign-in.json names, over TLS, in its documented JSON protocol,
// and says its refusals in words that help whoever signs in:
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html

/** @type {{endpoint?: string, clientId?: string, mfa?: "off" | "optional" | "required", pages?: string}} */
export const pool = await (await fetch("sign-in.json")).json();

const TOO_MANY = "Too many tries. Wait a quarter of an hour, then try again.";
const WRONG_CODE =
  "The code is wrong. Take the newest one; the clock of the device that shows it has to be right.";

/** What Cognito's exceptions mean, by their names. */
const WORDS = {
  CodeDeliveryFailureException: "The mail with the code could not be sent. Try again later.",
  CodeMismatchException: WRONG_CODE,
  EnableSoftwareTokenMFAException: WRONG_CODE,
  ExpiredCodeException: "The code has run out, or was used already. Take the next one.",
  LimitExceededException: TOO_MANY,
  PasswordHistoryPolicyViolationException: "You have used this password before. Choose another one.",
  PasswordResetRequiredException: "Your password was reset. A code was sent to you by mail.",
  TooManyFailedAttemptsException: TOO_MANY,
  TooManyRequestsException: TOO_MANY,
  UserNotConfirmedException: "This account is not confirmed yet. Ask whoever runs Boardsift.",
  UserNotFoundException: "The mail address or the password is wrong.",
};

/** What the messages mean that exceptions of one name differ by. Cognito does not promise their words. */
const BY_MESSAGE = [
  [/incorrect username or password/i, WORDS.UserNotFoundException],
  [/attempts exceeded/i, "Too many wrong passwords. Wait a quarter of an hour, then try again."],
  [
    /temporary password has expired/i,
    "The password of your invitation has run out. Ask for a new invitation.",
  ],
  [/reset in the current state/i, "Your invitation is still open: sign in with the password in its mail."],
  [/no registered\/verified/i, "This account has no confirmed mail address. Ask whoever runs Boardsift."],
  [/session/i, "That took too long. Please begin again."],
  [/disabled/i, "This account is switched off. Ask whoever runs Boardsift."],
];

/** Cognito did not do what it was asked for. */
export class CognitoError extends Error {
  /**
   * @param {string} name of Cognito's exception; empty if none came
   * @param {string} message what Cognito says
   * @param {number} status as HTTP has it; 0 if nothing came back
   */
  constructor(name, message, status) {
    super(inWords(name, message, status));
    this.name = name;
    const isBusy = /TooManyRequests|LimitExceeded/.test(name) || status === 429;
    /** Whether it is not worth trying again. */
    this.isRefusal = status > 0 && status < 500 && !isBusy;
    /** Whether what was begun has to be begun again. */
    this.isTooLate = name === "NotAuthorizedException" && /session/i.test(message);
  }
}

function inWords(name, message, status) {
  if (status === 0) {
    return "Signing in cannot be reached. Look at the network, then try again.";
  }
  if (status >= 500) {
    return `Signing in has trouble (${status}). Try again.`;
  }
  if (name === "InvalidPasswordException") {
    return `Choose another password: ${message.replace(/^.*policy: /, "")}.`.replace("..", ".");
  }
  const known = BY_MESSAGE.find(([pattern]) => /** @type {RegExp} */ (pattern).test(message));
  return WORDS[name] ?? known?.[1] ?? (message || `Cognito answered ${status}.`);
}

/**
 * @param {string} operation its name, such as "InitiateAuth"
 * @param {object} body
 * @returns {Promise<any>} what Cognito answers
 * @throws {CognitoError}
 */
export async function ask(operation, body) {
  const request = {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  };
  const response = await fetch(pool.endpoint, request).catch(() => null);
  if (!response) {
    throw new CognitoError("", "", 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    // The name may stand behind a namespace, and the message has been written in either way.
    const name = (answer.__type ?? "").replace(/^.*#/, "");
    throw new CognitoError(name, answer.message ?? answer.Message ?? "", response.status);
  }
  return answer;
}
