// Elements that the edge has drawn, put into the shop's own HTML: they are read with the page, before
// any script. Without them the page is whole all the same, and the elements ask for themselves.

import { Html, html } from "./html.js";

const FRESH_MS = 30_000;
const KEPT = 50;

/** By the question, for all visitors: what is asked for here is the same for everybody. */
const kept = new Map();

/**
 * @typedef {object} Piece
 * @property {Html | string} inside to stand in the element, first
 * @property {Html | string} beside to stand after it, for search engines
 *
 * @typedef {object} Drawn
 * @property {Html | string} head to stand in the page's head
 * @property {(element: string) => Piece} piece by the element's name
 */

/** Nothing is drawn: the elements ask for themselves. @type {Drawn} */
export const NOTHING = { head: "", piece: () => ({ inside: "", beside: "" }) };

/**
 * What the edge has drawn of some elements (`stars:88`, `reviews:88`).
 * @param {import('./edge.js').Edge} edge
 * @param {string[]} elements
 * @returns {Promise<Drawn>}
 */
export async function drawn(edge, elements) {
  const answer = await ask(edge, elements);
  if (!answer) return NOTHING;
  const { assets, fragments } = answer;
  return {
    // Only sent for here: each root names the sheet itself, and waits for it.
    head: html`<link rel="preload" as="style" href="${assets}accolade.css" />`,
    piece(element) {
      const { html: inside, json_ld } = fragments.find(({ e }) => e === element) ?? {};
      // The edge answers with HTML, in which what people wrote is text.
      return { inside: new Html(inside ?? ""), beside: new Html(json_ld ?? "") };
    },
  };
}

async function ask(edge, elements) {
  const question = [...elements].sort().join(" ");
  const known = kept.get(question);
  if (known && Date.now() - known.at < FRESH_MS) return known.body;
  const answer = await edge.fragments(elements);
  if (!answer.ok) return known?.body;
  const { body } = answer;
  kept.delete(question);
  kept.set(question, { at: Date.now(), body });
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return body;
}
