// What the elements say, as plain text: for readers without wasm, and until it is there.

import { html } from "../html.js";
import { berries, money } from "../words.js";

/** @param {any} account as the edge tells it; null when it did not */
export function balanceText(account) {
  if (!account) return html`<p>Your berries cannot be counted just now.</p>`;
  const { points, value } = account;
  const worth = value ? `, worth ${money(value.amount)}` : "";
  const pending = points.pending > 0 ? ` ${berries(points.pending)} more are pending.` : "";
  return html`<p>You have ${berries(points.available)}${worth}.${pending}</p>`;
}

/** @param {any} account */
export function tierText(account) {
  const tier = account?.tier;
  if (!tier) return html`<p>Silver from 150 berries a year, Gold from 400.</p>`;
  const { needs, next_name: next } = tier.progress;
  const more = next && needs ? ` ${berries(needs)} to ${next.en}.` : "";
  return html`<p>${tier.name.en}.${more}</p>`;
}

/** @param {any} account */
export function rewardsText(account) {
  if (!account) return html`<p>Money off, or the post for nothing.</p>`;
  return html`<ul>
    ${account.rewards.map(
      ({ id, label, points }) => html`<li>${label?.en ?? id}: ${berries(points)}</li>`,
    )}
  </ul>`;
}
