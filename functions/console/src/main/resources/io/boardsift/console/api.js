// Asks the console's server. Every request ends: with its answer, or with an error that says
// whether asking again can help.
import { authorization, authorizationNow, refused } from "./sign-in.js";

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

async function send(path, body) {
  const headers = await authorization();
  try {
    return await fetch(path, { ...request(body, headers), signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new RequestError("The server cannot be reached.", true);
  }
}

/**
 * @param {string} name of what is asked for, such as "leases"
 * @param {object} body
 * @returns {Promise<any>} the server's answer
 * @throws {RequestError}
 */
export async function post(name, body) {
  let response = await send(`api/${name}`, body);
  if (response.status === 401) {
    refused();
    response = await send(`api/${name}`, body);
  }
  // What stands between the page and the server may answer with a page of its own.
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) {
    return answer;
  }
  const mayHelpToTryAgain = response.status >= 500 || response.status === 429 || !answer;
  throw new RequestError(
    mayHelpToTryAgain
      ? `The server has trouble (${response.status}).`
      : (answer.error ?? `The server refused (${response.status}).`),
    mayHelpToTryAgain,
    response.status,
    answer ?? {},
  );
}

/** The same for when the page is being left: nobody waits for an answer. */
export function postAndLeave(name, body) {
  fetch(`api/${name}`, { ...request(body, authorizationNow()), keepalive: true }).catch(() => {});
}
