// An order, on its own page and in the account.

import { html } from "../html.js";
import { remaining } from "../orders.js";
import { berries, day, money } from "../words.js";
import { sumList } from "./checkout.js";

/** The order's state in words. @param {import('../orders.js').Order} order */
export function stateOf(order) {
  const back = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  if (order.cancelledAt) return "Cancelled";
  if (!order.paidAt) return "Waiting for your transfer";
  if (back === 0) return "Paid";
  return back >= order.total ? "Refunded" : `Paid, ${money(back)} refunded`;
}

/** Whether the edge has yet to say what the order earned. @param {import('../orders.js').Order} order */
export function isWaiting({ shopper, paidAt, cancelledAt, earned }) {
  return shopper !== null && paidAt !== null && cancelledAt === null && earned === null;
}

/** What the order brought, for its page. @param {import('../orders.js').Order} order */
export function earnedLine(order) {
  const text = orderEarned(order);
  if (!isWaiting(order)) return html`<span data-test="earned">${text}</span>`;
  return html`<span data-test="earned" data-waiting role="status">${text}</span>`;
}

/** What the order brought. @param {import('../orders.js').Order} order */
export function orderEarned(order) {
  if (!order.shopper) return "This order was made without an account, so it brought no berries.";
  if (!order.paidAt) return "Its berries come when it is paid.";
  if (order.cancelledAt) return "It was cancelled, so its berries went back.";
  if (isWaiting(order)) return "Its berries are on their way.";
  if (order.refunds.length > 0) return "Its berries were counted again after the refund.";
  return `It brought ${berries(order.earned)}.`;
}

/** @param {import('../orders.js').Order} order */
export function orderLines(order) {
  return order.lines.map(
    ({ slug, title, about, quantity, net }) => html`<li>
      <img src="/art/${slug}.svg" width="800" height="1000" alt="" />
      <span>${title}<span class="quiet">${quantity} × ${about}</span></span>
      <span class="amount">${money(net)}</span>
    </li>`,
  );
}

/** @param {import('../orders.js').Order} order */
export function orderSums(order) {
  return sumList(order);
}

/** Cards of orders, or a first step. @param {import('../orders.js').Order[]} orders */
export function orderCards(orders) {
  if (orders.length === 0) {
    return html`<p class="quiet" data-test="no-orders">
      Nothing yet. <a href="/#coffee">The coffee was roasted on Tuesday.</a>
    </p>`;
  }
  return orders.map(
    (order) => html`<article class="order" data-test="order" data-order="${order.id}">
      <header>
        <h3><a href="/orders/${order.id}">Order ${order.name}</a></h3>
        <span class="quiet">${day(order.at)} · ${stateOf(order)}</span>
        <span class="amount">${money(order.total)}</span>
      </header>
      <ul class="thumbs">
        ${order.lines.map(
          ({ slug, title, quantity }) => html`<li>
            <img src="/art/${slug}.svg" width="800" height="1000" alt="${quantity} × ${title}" />
          </li>`,
        )}
      </ul>
      ${reviewLinks(order)}
      ${shopButtons(order, "account")}
    </article>`,
  );
}

/** Where to write of what was bought: who has paid for it is a verified buyer. */
function reviewLinks({ paidAt, cancelledAt, lines }) {
  if (!paidAt || cancelledAt) return "";
  const products = new Map(lines.map(({ slug, title }) => [slug, title]));
  return html`<p class="quiet say">
    How is it? Write a review of
    ${[...products].map(
      ([slug, title], place) =>
        html`${place > 0 ? ", " : ""}<a href="/products/${slug}#reviews" data-test="say">${title}</a>`,
    )}
  </p>`;
}

/**
 * What the shop's own people could do with the order.
 * @param {import('../orders.js').Order} order
 * @param {"order" | "account"} back where to go on from there
 */
export function shopButtons(order, back) {
  const left = remaining(order).filter((part) => part.quantity > 0);
  const form = (kind, label, line) => action({ order, back, kind, label, line });
  const actions = [];
  if (!order.paidAt && !order.cancelledAt) actions.push(form("pay", "Mark as paid"));
  if (order.paidAt && left.length > 0) {
    for (const part of left) {
      const { title } = order.lines.find((it) => it.id === part.line);
      actions.push(form("refund", `Refund one ${title}`, part.line));
    }
    actions.push(form("refund", "Refund everything"));
  }
  if (!order.cancelledAt) actions.push(form("cancel", "Cancel the order"));
  if (actions.length === 0) return "";
  return html`<details class="as-shop" data-test="as-shop">
    <summary>As the shop</summary>
    <div class="buttons">${actions}</div>
  </details>`;
}

function action({ order, back, kind, label, line }) {
  const test = line === undefined ? `shop-${kind}` : "shop-refund-one";
  return html`<form method="post" action="/orders/${order.id}/${kind}">
    <input type="hidden" name="back" value="${back}" />
    ${line === undefined ? "" : html`<input type="hidden" name="line" value="${line}" />`}
    <button class="small" data-test="${test}">${label}</button>
  </form>`;
}
