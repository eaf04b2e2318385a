// What a cart costs: pure sums in minor units, each rounding named.

import { productById } from "./catalogue.js";

/** Flat delivery, and the subtotal from which it is free. */
export const DELIVERY = { price: 650, freeFrom: 9000 };
const TAX_BASIS_POINTS = 600;

/**
 * @typedef {object} CartLine
 * @property {string} product
 * @property {string | null} option
 * @property {number} quantity
 */

/**
 * @typedef {object} Discount what the edge says a code takes off this cart
 * @property {string} kind
 * @property {number} [amount]
 * @property {number} [percent]
 */

/**
 * Shares an amount over weights: rounded down, the largest remainders take the odd units.
 * @param {number} amount
 * @param {number[]} weights
 * @returns {number[]} as many shares as weights; they sum to `amount` (0 where nothing weighs)
 */
export function share(amount, weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((amount * weight) / total));
  let odd = amount - shares.reduce((sum, part) => sum + part, 0);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (odd === 0) break;
    shares[index] += 1;
    odd -= 1;
  }
  return shares;
}

/**
 * The cart's lines with their products, prices and sums.
 * @param {CartLine[]} cart
 */
export function priceLines(cart) {
  return cart.flatMap((line) => {
    const product = productById(line.product);
    if (!product) return [];
    return [{ ...line, product, price: product.price, gross: product.price * line.quantity }];
  });
}

/**
 * The whole sum of a cart, with the discount shared over its lines.
 * @param {CartLine[]} cart
 * @param {Discount | null} discount
 */
export function priceCart(cart, discount) {
  const lines = priceLines(cart);
  const subtotal = lines.reduce((sum, line) => sum + line.gross, 0);
  const delivery = lines.length === 0 || subtotal >= DELIVERY.freeFrom ? 0 : DELIVERY.price;
  const granted = discount?.amount ?? 0;
  const onDelivery = discount?.kind === "free_shipping";
  const deliveryOff = onDelivery ? Math.min(granted, delivery) : 0;
  const linesOff = onDelivery ? 0 : Math.min(granted, subtotal);
  const parts = share(
    linesOff,
    lines.map((line) => line.gross),
  );
  const priced = lines.map((line, index) => {
    const net = line.gross - parts[index];
    // Tax is rounded to the nearest unit per line, as the tax office has it.
    const tax = line.product.taxable ? Math.round((net * TAX_BASIS_POINTS) / 10000) : 0;
    return { ...line, discount: parts[index], net, tax };
  });
  const tax = priced.reduce((sum, line) => sum + line.tax, 0);
  const total = subtotal - linesOff + delivery - deliveryOff + tax;
  return { lines: priced, subtotal, linesOff, delivery, deliveryOff, tax, total };
}

/**
 * The cart in the words of the edge.
 * @param {CartLine[]} cart
 * @param {string} currency
 */
export function edgeCart(cart, currency) {
  const { lines, delivery } = priceCart(cart, null);
  return {
    currency,
    lines: lines.map((line, index) => ({
      id: String(index + 1),
      product: line.product.id,
      sku: line.product.sku,
      collections: [line.product.collection],
      price: line.price,
      quantity: line.quantity,
    })),
    shipping: delivery,
  };
}

/**
 * What part of a line's money belongs to some of its pieces, so that all pieces give all of it.
 * @param {number} amount of the whole line
 * @param {number} quantity of the whole line
 * @param {number} before pieces given back earlier
 * @param {number} now pieces given back now
 * @returns {number}
 */
export function refundShare(amount, quantity, before, now) {
  const upTo = (pieces) => Math.floor((amount * pieces) / quantity);
  return upTo(before + now) - upTo(before);
}
