// Waiting for what must come true, with a deadline and a word on what was seen instead.

import { setTimeout as pause } from "node:timers/promises";

/** How long anything may take on a slow machine. */
export const PATIENCE_MS = 60_000;

const STEP_MS = 50;

/**
 * Asks again until the answer is accepted; answers it.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {(answer: T) => boolean} accept
 * @param {string} what is waited for, for the failure's message
 * @param {number} [patience] in milliseconds
 * @returns {Promise<T>}
 */
export async function until(ask, accept, what, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (accept(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: last seen ${show(answer)}`);
    await pause(STEP_MS);
  }
}

/**
 * Asks again until the answer is this very text.
 * @param {() => string | null | Promise<string | null>} ask
 * @param {string} text
 */
export function untilText(ask, text) {
  return until(ask, (seen) => seen === text, `waiting for ${JSON.stringify(text)}`);
}

function show(answer) {
  return (JSON.stringify(answer) ?? String(answer)).slice(0, 2000);
}
