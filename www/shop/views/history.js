// The shopper's history: every entry with why it is there.

import { html } from "../html.js";
import { day, signed } from "../words.js";

/**
 * @param {object[] | undefined} entries as the edge lists them; undefined when it did not answer
 * @param {import('../orders.js').Order[]} orders to name them as the shop does
 */
export function historyList(entries, orders) {
  if (!entries) {
    return html`<p class="quiet">The history cannot be read just now. Try again in a moment.</p>`;
  }
  if (entries.length === 0) return html`<p class="quiet">Nothing has happened yet.</p>`;
  const names = new Map(orders.map((order) => [String(order.id), order.name]));
  return html`<ol class="history" reversed>
    ${entries.map((entry) => row(entry, names.get(String(entry.because?.order))))}
  </ol>`;
}

function row({ sequence, at, kind, points, balance, explanation }, order) {
  return html`<li data-test="entry" data-kind="${kind}" data-sequence="${sequence}">
    <time datetime="${at}">${day(at)}</time>
    <div class="why">
      <span>${explanation}</span>
      ${order ? html`<span class="quiet">Order ${order}</span>` : ""}
    </div>
    <span class="change" data-sign="${Math.sign(points)}">${points === 0 ? "" : signed(points)}</span>
    <span class="balance quiet">${balance}</span>
  </li>`;
}
