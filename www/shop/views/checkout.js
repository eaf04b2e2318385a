// The parts of the checkout that depend on the visitor.

import { html } from "../html.js";
import { money } from "../words.js";

/** @param {{name: string} | null} shopper */
export function contactNote(shopper) {
  if (shopper) return html`<p class="quiet">Signed in as ${shopper.name}.</p>`;
  return html`<p class="quiet">
    You are buying as a guest. <a href="/account">Sign in</a> to collect berries for this order.
  </p>`;
}

/** The field for a code, with one that was made on a page filled in. @param {string | null} code */
export function codeField(code) {
  return html`<form class="code" method="post" action="/checkout/code" data-test="code-form">
    <label class="field">
      <span>Reward code</span>
      <input name="code" value="${code ?? ""}" maxlength="64" required autocomplete="off"
        spellcheck="false" data-test="code" />
    </label>
    <button class="second" data-test="use-code">Use code</button>
  </form>`;
}

/**
 * The code that is applied.
 * @param {string} code
 * @param {ReturnType<import('../pricing.js').priceCart>} sums
 */
export function codeTaken(code, sums) {
  const off = sums.linesOff + sums.deliveryOff;
  return html`<form class="code-taken" method="post" action="/checkout/code/remove">
    <p data-test="code-taken">
      <span class="mono">${code}</span>
      <span class="quiet">takes off ${money(off)}</span>
    </p>
    <button class="plain" data-test="remove-code">Remove</button>
  </form>`;
}

/** @param {ReturnType<import('../pricing.js').priceCart>} sums */
export function summary(sums) {
  return html`<ul class="small-lines">
      ${sums.lines.map(
        ({ product, option, quantity, gross }) => html`<li>
          <img src="/art/${product.slug}.svg" width="800" height="1000" alt="" />
          <span>${product.name}<span class="quiet">${quantity} × ${option ?? product.line}</span></span>
          <span class="amount">${money(gross)}</span>
        </li>`,
      )}
    </ul>
    ${sumList(sums)}`;
}

/**
 * Subtotal to total.
 * @param {{subtotal: number, linesOff: number, delivery: number, deliveryOff: number, tax: number,
 *   total: number}} sums
 */
export function sumList(sums) {
  const off = sums.linesOff + sums.deliveryOff;
  const row = (name, amount, test) =>
    html`<div><dt>${name}</dt><dd data-test="${test}">${amount}</dd></div>`;
  return html`<dl class="sums">
    ${row("Subtotal", money(sums.subtotal), "subtotal")}
    ${off > 0 ? row("Reward", `−${money(off)}`, "discount") : ""}
    ${row("Delivery", sums.delivery === 0 ? "Free" : money(sums.delivery), "delivery")}
    ${row("Tax", money(sums.tax), "tax")}
    <div class="total"><dt>Total</dt><dd data-test="total">${money(sums.total)}</dd></div>
  </dl>`;
}
