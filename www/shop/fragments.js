// Elements that the edge has drawn, put into the shop's own HTML: they are read with the page, before
// any script. Without them the page is whole all the same, and the elements ask for themselves.

import { Html } from "./html.js";

const FRESH_MS = 30_000;
const KEPT = 50;

/** By the question, for all visitors: what is asked for here is the same for everybody. */
const kept = new Map();

/**
 * @typedef {object} Drawn
 * @property {Html | string} html to stand in the element, first
 * @property {Html | string} beside to stand after it, for search engines
 */

/**
 * What the edge has drawn of some elements (`stars:88`, `reviews:88`), by their names.
 * @param {import('./edge.js').Edge} edge
 * @param {string[]} elements
 * @returns {Promise<(element: string) => Drawn>}
 */
export async function drawn(edge, elements) {
  const pieces = await ask(edge, elements);
  return (element) => {
    const { html = "", json_ld = "" } = pieces.find(({ e }) => e === element) ?? {};
    // The edge answers with HTML, in which what people wrote is text.
    return { html: new Html(html), beside: new Html(json_ld) };
  };
}

async function ask(edge, elements) {
  const question = [...elements].sort().join(" ");
  const known = kept.get(question);
  if (known && Date.now() - known.at < FRESH_MS) return known.pieces;
  const answer = await edge.fragments(elements);
  if (!answer.ok) return known?.pieces ?? [];
  const pieces = answer.body.fragments;
  kept.delete(question);
  kept.set(question, { at: Date.now(), pieces });
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return pieces;
}
