// What an element shows before (or without) wasm: its own light text and, where the picture will
// be, bones of the final size. Made by DOM calls alone, so no Trusted Types policy is needed.

import cards from "./cards.css";
import compose from "./compose.css";
import panel from "./panel.css";
import proof from "./proof.css";
import reviews from "./reviews.css";
import rewards from "./rewards.css";
import rows from "./rows.css";
import senses from "./senses.css";
import style from "./style.css";
import testimonials from "./testimonials.css";
import viewer from "./viewer.css";

const LOYALTY = rewards + rows + panel + style;
const PROOF = proof + reviews + cards + compose + viewer + testimonials + senses;

const BONES = {
  balance: ["bone figure", "bone", "bone wide"],
  tier: ["bone title", "bone bar", "bone"],
  cart: ["bone title"],
  earn: Array(4).fill("bone row"),
  history: Array(5).fill("bone row"),
  stars: ["bone stars"],
  reviews: ["bone title", ...Array(5).fill("bone row")],
  testimonials: Array(3).fill("bone row"),
};

const IN_PLACE = new Set(["earn", "history", "stars", "reviews", "testimonials"]);

let sheet;

/** The one sheet that every root adopts: a constructed one, which no style policy forbids. */
export function sharedSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(LOYALTY + PROOF);
  }
  return sheet;
}

/** Fills a root with the light text and the bones; answers the node that wasm will draw into. */
export function waiting(root, kind, rows) {
  if (kind === "panel") return fill(root, "face door", launcher());
  // A price earns one line of text, and the page's own stands in it until then.
  if (kind === "earn" && root.host.hasAttribute("price")) {
    return fill(root, "face earn", document.createElement("slot"));
  }
  const slot = document.createElement("slot");
  const bones = make("div", "bones");
  bones.setAttribute("aria-hidden", "true");
  const names = kind === "rewards" ? Array(rows).fill("bone row") : BONES[kind];
  bones.append(...names.map((name) => make("span", name)));
  // A list's light text is a list, and stands where the bones would; so do words about a product.
  if (IN_PLACE.has(kind)) {
    slot.append(bones);
    return fill(root, `face ${kind}`, slot);
  }
  return fill(root, `face ${kind}`, slot, bones);
}

/** Leaves the light text alone: what stands when wasm may not or cannot run. */
export function still(root) {
  fill(root, "face still", document.createElement("slot"));
}

// It opens nothing yet, but a press is kept and the wasm sent for.
function launcher() {
  const button = make("button", "button launcher");
  button.type = "button";
  button.dataset.act = "open";
  const slot = document.createElement("slot");
  slot.textContent = "Rewards";
  button.append(slot);
  return button;
}

function fill(root, classes, ...nodes) {
  const face = make("div", classes);
  const stage = document.createElement("div");
  face.append(...nodes);
  stage.append(face);
  root.replaceChildren(stage);
  return stage;
}

function make(name, classes) {
  const node = document.createElement(name);
  node.className = classes;
  return node;
}
