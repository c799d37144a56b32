// Asks the console's server. Every request ends: with its answer, or with an error that says
// whether asking again can help.
import { authorization, authorizationNow, refused, who } from "./sign-in.js";

const PATIENCE_MS = 20_000;

/** A request that was not carried out. */
export class RequestError extends Error {
  /**
   * @param {string} message for the reviewer
   * @param {boolean} mayHelpToTryAgain whether it may go through another time
   * @param {number} [status] as HTTP has it; 0 if nothing came back
   * @param {{given?: object}} [body] what the server said
   */
  constructor(message, mayHelpToTryAgain, status = 0, body = {}) {
    super(message);
    this.mayHelpToTryAgain = mayHelpToTryAgain;
    this.status = status;
    this.body = body;
  }
}

function request(body, headers) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

async function send(path, body, person) {
  try {
    const headers = await authorization();
    if ((person ?? who()) === who()) {
      return await fetch(path, { ...request(body, headers), signal: AbortSignal.timeout(PATIENCE_MS) });
    }
  } catch {
    throw new RequestError("The server cannot be reached.", true);
  }
  throw new RequestError("Somebody else has signed in.", true);
}

/**
 * @param {string} name of what is asked for, such as "leases"
 * @param {object} body
 * @param {string} [person] who asks; by default whoever is signed in
 * @returns {Promise<any>} the server's answer
 * @throws {RequestError}
 */
export async function post(name, body, person) {
  let response = await send(`api/${name}`, body, person);
  if (response.status === 401) {
    refused();
    response = await send(`api/${name}`, body, person);
  }
  // What stands between the page and the server may answer with a page of its own.
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) {
    return answer;
  }
  // Only what the console itself refuses is refused for good: that has an "error".
  const isRefused = response.status < 500 && typeof answer?.error === "string";
  throw new RequestError(
    isRefused ? answer.error : `The server has trouble (${response.status}).`,
    !isRefused,
    response.status,
    answer ?? {},
  );
}

/** The same for when the page is being left: nobody waits for an answer. */
export function postAndLeave(name, body) {
  fetch(`api/${name}`, { ...request(body, authorizationNow()), keepalive: true }).catch(() => {});
}
