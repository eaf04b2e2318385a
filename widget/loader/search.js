// What search engines read: a product's stars and reviews as JSON-LD in the page's own tree,
// beside the element, once for each product.

import { trusted } from "./trusted.js";

const TYPE = "application/ld+json";

const written = new WeakMap();

/** Writes it beside a host, unless the page has it. */
export function describe(host, product, text) {
  // Whatever is set as a script's text is code to a page under Trusted Types, data or not; what
  // comes as markup through our policy is not. The text has no `<`.
  const markup = text && !has(product) && trusted(`<script type="${TYPE}">${text}</script>`);
  if (!markup) return;
  const template = document.createElement("template");
  template.innerHTML = markup;
  const script = template.content.firstChild;
  script.dataset.accolade = product;
  host.after(script);
  written.set(host, script);
}

/** Takes it away with its host. */
export function withdraw(host) {
  written.get(host)?.remove();
  written.delete(host);
}

function has(product) {
  const all = document.querySelectorAll(`script[type="${TYPE}"][data-accolade]`);
  return [...all].some((script) => script.dataset.accolade === product);
}
