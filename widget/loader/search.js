// What search engines read: a product's stars and reviews as JSON-LD in the page's own tree, once
// for each product, for as long as the page has an element that shows them.

import { trusted } from "./trusted.js";

const TYPE = "application/ld+json";

/** By product: the hosts that show its reviews, and the script that says them. */
const products = new Map();

/** A host shows a product's reviews: they are told beside it, unless the page tells them. */
export function describe(host, product, text) {
  const told = products.get(product) ?? { hosts: new Set(), script: null };
  products.set(product, told);
  told.hosts.add(host);
  // One that came with the page goes with its elements too.
  told.script = inPage(product)[0] ?? (text ? write(product, text) : told.script);
  place(told);
}

/** It shows them no more; with the last who did, what was told of them goes. */
export function withdraw(host) {
  for (const [product, told] of products) {
    if (!told.hosts.delete(host)) continue;
    if (told.hosts.size > 0) return place(told);
    for (const script of inPage(product)) script.remove();
    // It is kept, for an element that comes back with what it showed.
    told.script?.remove();
  }
}

// A script goes where the page takes what is around it; those who stay have it beside them again.
function place({ hosts, script }) {
  if (!script || script.isConnected) return;
  const [host] = hosts;
  host.after(script);
}

function write(product, text) {
  // Whatever is set as a script's text is code to a page under Trusted Types, data or not; what
  // comes as markup through our policy is not. The text has no `<`.
  const markup = trusted(`<script type="${TYPE}">${text}</script>`);
  if (!markup) return null;
  const template = document.createElement("template");
  template.innerHTML = markup;
  const script = template.content.firstChild;
  script.dataset.accolade = product;
  return script;
}

function inPage(product) {
  const all = document.querySelectorAll(`script[type="${TYPE}"][data-accolade]`);
  return [...all].filter((script) => script.dataset.accolade === product);
}
