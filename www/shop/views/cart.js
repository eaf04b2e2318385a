// The cart's lines and sums.

import { html } from "../html.js";
import { DELIVERY } from "../pricing.js";
import { money } from "../words.js";

const QUANTITIES = Array.from({ length: 12 }, (_, index) => index + 1);

/** @param {ReturnType<import('../pricing.js').priceCart>['lines']} lines */
export function cartLines(lines) {
  return lines.map(({ product, option, quantity, gross }, index) => {
    const { slug, name, line } = product;
    return html`<li class="line" data-test="cart-line">
      <a class="line-picture" href="/products/${slug}" tabindex="-1" aria-hidden="true">
        <img src="/art/${slug}.svg" width="800" height="1000" alt="" />
      </a>
      <div class="line-what">
        <a href="/products/${slug}">${name}</a>
        <span class="quiet">${option ?? line}</span>
      </div>
      <form class="line-count" method="post" action="/cart/quantity" data-auto>
        <input type="hidden" name="line" value="${index}" />
        <select name="quantity" aria-label="How many: ${name}" data-test="quantity">
          ${QUANTITIES.map((count) => choice(count, quantity))}
        </select>
        <button class="plain" data-auto-hides>Change</button>
      </form>
      <form method="post" action="/cart/quantity">
        <input type="hidden" name="line" value="${index}" />
        <input type="hidden" name="quantity" value="0" />
        <button class="plain" aria-label="Remove ${name}" data-test="remove-line">Remove</button>
      </form>
      <span class="amount">${money(gross)}</span>
    </li>`;
  });
}

function choice(count, chosen) {
  if (count === chosen) return html`<option selected>${count}</option>`;
  return html`<option>${count}</option>`;
}

/** @param {ReturnType<import('../pricing.js').priceCart>} sums */
export function cartSums(sums) {
  const missing = DELIVERY.freeFrom - sums.subtotal;
  return html`<dl class="sums">
      <div><dt>Subtotal</dt><dd data-test="subtotal">${money(sums.subtotal)}</dd></div>
      <div><dt>Delivery</dt><dd>${sums.delivery === 0 ? "Free" : money(sums.delivery)}</dd></div>
    </dl>
    <p class="quiet">
      ${missing > 0 ? `Delivery is free from ${money(DELIVERY.freeFrom)}. ` : ""}Tax is added at the
      checkout.
    </p>`;
}
