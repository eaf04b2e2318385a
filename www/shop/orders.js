// Orders: made from a cart, paid, cancelled, refunded. Every change is told to the edge.

import { nextNumber } from "./schema.js";
import { refundShare } from "./pricing.js";

/**
 * @typedef {object} OrderLine
 * @property {number} id
 * @property {string} product
 * @property {string} slug
 * @property {string} sku
 * @property {string} title
 * @property {string | null} option
 * @property {string} about a few words for the shopper
 * @property {number} price
 * @property {number} quantity
 * @property {number} discount
 * @property {number} net
 * @property {number} tax
 * @property {boolean} taxable
 */

/**
 * @typedef {object} Refund
 * @property {number} id
 * @property {number} at
 * @property {{line: number, quantity: number, subtotal: number, tax: number, discount: number}[]}
 *   lines
 * @property {number} delivery
 * @property {number} amount
 */

/**
 * @typedef {object} Order
 * @property {number} id
 * @property {number} number
 * @property {string} name
 * @property {string} email
 * @property {{id: number, name: string} | null} shopper
 * @property {{name: string, street: string, city: string, zip: string}} deliverTo
 * @property {'card' | 'transfer'} payment
 * @property {number} at
 * @property {number} updatedAt
 * @property {number | null} paidAt
 * @property {number | null} cancelledAt
 * @property {OrderLine[]} lines
 * @property {{text: string, kind: string, percent?: number} | null} code
 * @property {number} subtotal
 * @property {number} linesOff
 * @property {number} delivery
 * @property {number} deliveryOff
 * @property {number} tax
 * @property {number} total
 * @property {Refund[]} refunds
 * @property {number | null} earned what the edge said the order earned
 */

/** A change that the order's state does not allow; its message is for the shopper. */
export class OrderRefusal extends Error {}

/**
 * Writes a new order down.
 * @param {SqlStorage} sql
 * @param {object} draft who, where to, how paid
 * @param {ReturnType<import('./pricing.js').priceCart>} sums
 * @returns {Order}
 */
export function makeOrder(sql, draft, sums) {
  const { session, ...rest } = draft;
  const id = nextNumber(sql, "order", 5_000_000_000_000, 900_000_000_000);
  const number = nextNumber(sql, "number", 1001, 1);
  const now = Date.now();
  const { lines, ...totals } = sums;
  const order = {
    id,
    number,
    name: `#${number}`,
    ...rest,
    ...totals,
    at: now,
    updatedAt: now,
    paidAt: rest.payment === "card" ? now : null,
    cancelledAt: null,
    lines: lines.map((line, index) => orderLine(line, id * 100 + index)),
    refunds: [],
    earned: null,
  };
  const insert = "INSERT INTO orders (id, session, shopper, document) VALUES (?, ?, ?, ?)";
  sql.exec(insert, id, session, order.shopper?.id ?? null, JSON.stringify(order));
  return order;
}

function orderLine(line, id) {
  const { product, option, price, quantity, discount, net, tax } = line;
  const { sku, slug, name, taxable } = product;
  const about = option ?? product.line;
  const what = { product: product.id, slug, sku, title: name, option, about, taxable };
  return { id, ...what, price, quantity, discount, net, tax };
}

/**
 * An order, if it is this visitor's.
 * @param {SqlStorage} sql
 * @param {number} id
 * @param {{id: string, shopper: {id: number} | null}} session
 * @returns {Order | null}
 */
export function findOrder(sql, id, session) {
  const query = "SELECT document FROM orders WHERE id = ? AND (session = ? OR shopper = ?)";
  const row = sql.exec(query, id, session.id, session.shopper?.id ?? -1).toArray()[0];
  return row ? JSON.parse(row.document) : null;
}

/** A shopper's orders, newest first. @param {SqlStorage} sql @param {number} shopper */
export function ordersOf(sql, shopper) {
  const query = "SELECT document FROM orders WHERE shopper = ? ORDER BY id DESC LIMIT 30";
  return sql
    .exec(query, shopper)
    .toArray()
    .map((row) => JSON.parse(row.document));
}

/** @param {SqlStorage} sql @param {Order} order */
export function keepOrder(sql, order) {
  sql.exec("UPDATE orders SET document = ? WHERE id = ?", JSON.stringify(order), order.id);
}

/** Marks a transfer as arrived. @param {Order} order */
export function payOrder(order) {
  if (order.cancelledAt) throw new OrderRefusal("This order was cancelled.");
  if (order.paidAt) throw new OrderRefusal("This order is paid already.");
  order.paidAt = touch(order);
}

/** Cancels an order; what was paid goes back. @param {SqlStorage} sql @param {Order} order */
export function cancelOrder(sql, order) {
  if (order.cancelledAt) throw new OrderRefusal("This order is cancelled already.");
  if (order.paidAt && remaining(order).some((part) => part.quantity > 0)) {
    order.refunds.push(makeRefund(sql, order, remaining(order)));
  }
  order.cancelledAt = touch(order);
}

/**
 * Refunds one piece of a line, or all that is left.
 * @param {SqlStorage} sql
 * @param {Order} order
 * @param {number | null} lineId null for everything
 * @returns {Refund}
 */
export function refundOrder(sql, order, lineId) {
  if (!order.paidAt) throw new OrderRefusal("Nothing has been paid for this order yet.");
  const left = remaining(order).filter((part) => part.quantity > 0);
  const one = left.filter((part) => part.line === lineId).map((it) => ({ ...it, quantity: 1 }));
  const wanted = lineId === null ? left : one;
  if (wanted.length === 0) throw new OrderRefusal("That has been refunded already.");
  const refund = makeRefund(sql, order, wanted);
  order.refunds.push(refund);
  touch(order);
  return refund;
}

/** How many pieces of each line have not been refunded. @param {Order} order */
export function remaining(order) {
  const parts = order.refunds.flatMap((refund) => refund.lines);
  return order.lines.map((line) => {
    const back = parts.filter((part) => part.line === line.id);
    return {
      line: line.id,
      quantity: line.quantity - back.reduce((sum, part) => sum + part.quantity, 0),
    };
  });
}

function makeRefund(sql, order, wanted) {
  const left = remaining(order);
  const lines = wanted.map(({ line, quantity }) => {
    const whole = order.lines.find((it) => it.id === line);
    const before = whole.quantity - left.find((part) => part.line === line).quantity;
    const part = (amount) => refundShare(amount, whole.quantity, before, quantity);
    const [subtotal, tax] = [part(whole.net), part(whole.tax)];
    return { line, quantity, subtotal, tax, discount: part(whole.discount) };
  });
  const pieces = (parts) => parts.reduce((sum, part) => sum + part.quantity, 0);
  // The post is paid back with the last piece.
  const delivery = pieces(wanted) === pieces(left) ? order.delivery - order.deliveryOff : 0;
  const goods = lines.reduce((sum, line) => sum + line.subtotal + line.tax, 0);
  const id = nextNumber(sql, "refund", 8_000_000_000_000, 900_000_000_000);
  return { id, at: Date.now(), lines, delivery, amount: goods + delivery };
}

// Shopify's times are whole seconds, so two changes must not share one.
function touch(order) {
  order.updatedAt = Math.max(Date.now(), order.updatedAt + 1000);
  return order.updatedAt;
}
