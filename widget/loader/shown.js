// A fragment in its root: put there by the loader, or already there when the page came.
import { trusted } from "./trusted.js";

/**
 * @typedef {object} Shown
 * @property {string} build whose wasm may take the nodes over
 * @property {number} nodes how many elements and comments were drawn
 * @property {object} given what they were drawn from
 * @property {string} [json_ld] what search engines are told of it; in the page where it came so
 * @property {HTMLElement | null} stage where they are; null where the page did not allow it
 */

/** Puts a fragment into a root. @returns {Shown} */
export function put(root, { html, ...carried }) {
  const markup = trusted(html);
  if (markup === null) return { ...carried, stage: null };
  const stage = document.createElement("div");
  stage.innerHTML = markup;
  root.replaceChildren(stage);
  return { ...carried, stage };
}

/** The fragment that a root came with, or nothing. @returns {Shown | undefined} */
export function inlined(root) {
  const own = (name) => [...root.children].find((node) => node.localName === name);
  const [link, stage, script] = ["link", "div", "script"].map(own);
  if (!script || !stage) return undefined;
  // The sheet that is adopted says the same as the one that came along.
  link?.remove();
  try {
    return { ...JSON.parse(script.textContent), stage };
  } catch {
    return undefined;
  }
}

/**
 * Whether the wasm of a build finds every node where it drew it. A node more or fewer, or markers
 * that a minifier took for comments, would be a trap.
 * @param {Shown} shown
 */
export function isWhole({ build, nodes, stage }, own) {
  if (build !== own || !stage) return false;
  const { firstChild, lastChild } = stage;
  if (!firstChild?.data?.startsWith("<[") || !lastChild?.data?.startsWith("</[")) return false;
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT;
  const walker = document.createTreeWalker(stage, kinds);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count === nodes;
}
