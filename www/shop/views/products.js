// Products as cards, and the parts of a product's page.

import { CURRENCY, PRODUCTS } from "../catalogue.js";
import { html } from "../html.js";
import { berries, money } from "../words.js";

/** @param {import('../catalogue.js').Product[]} products */
export function productCards(products) {
  return products.map(
    ({ slug, name, line, price, picture, id }) => html`<li class="card">
      <a href="/products/${slug}" data-test="product-${id}">
        <img class="still" src="/art/${slug}.svg" width="800" height="1000" alt="${picture}" />
        <span class="card-name">${name}</span>
        <span class="card-price">${money(price)}</span>
        <span class="card-line">${line}</span>
      </a>
      <accolade-stars product="${id}"></accolade-stars>
      <accolade-earn product="${id}" price="${price}" currency="${CURRENCY}"></accolade-earn>
    </li>`,
  );
}

/** Three other things, of the same collection first. @param {import('../catalogue.js').Product} it */
export function others(it) {
  const rest = PRODUCTS.filter((other) => other !== it);
  const near = rest.filter((other) => other.collection === it.collection);
  return [...near, ...rest.filter((other) => !near.includes(other))].slice(0, 3);
}

/** @param {string[]} facts */
export function factList(facts) {
  return facts.map((fact) => html`<li>${fact}</li>`);
}

/** @param {{label: string, values: string[]}} option */
export function optionField({ label, values }) {
  return html`<label class="field">
    <span>${label}</span>
    <select name="option" data-test="option">
      ${values.map((value) => html`<option>${value}</option>`)}
    </select>
  </label>`;
}

/**
 * What buying one would earn, as the edge quotes it; nothing when it did not say.
 * @param {{points: number} | undefined} earn
 */
export function earnLine(earn) {
  if (!Number.isSafeInteger(earn?.points) || earn.points === 0) return "";
  return html`Earn ${berries(earn.points)}`;
}
