// Numbers, dates and the edge's slugs in plain words.

import { CURRENCY } from "./catalogue.js";

const MONEY = new Intl.NumberFormat("en-US", { style: "currency", currency: CURRENCY });
// The shop keeps one calendar, its own, as the program does.
const DAY = new Intl.DateTimeFormat("en-US", {
  day: "numeric",
  month: "long",
  timeZone: "America/New_York",
});
const NUMBER = new Intl.NumberFormat("en-US");

const DECLINES = {
  "unknown-reward": "That reward is no longer offered.",
  "reward-not-open": "That reward is not open at the moment.",
  "tier-too-low": "That reward is for a higher tier.",
  "not-for-you": "This code belongs to another account.",
  "limit-reached": "That reward has been used as often as it can be.",
  "out-of-stock": "That reward has run out.",
  "currency-mismatch": "This code is for another currency.",
  "cart-too-small": "This cart is a little too small for that code. Add something and try again.",
  "not-combinable": "That code cannot be used together with another.",
  "points-below-minimum": "That is fewer berries than the reward needs.",
  "not-enough-points": "There are not enough berries for that.",
  "too-many-holds": "There are several codes waiting already. Use or give back one of them first.",
  "unknown-code": "We do not know that code. Check it for a mistyped letter.",
  "already-used": "That code has been used for another order.",
  voided: "That code was given back, and its berries are in the account again.",
  expired: "That code has run out, and its berries are in the account again.",
  "cart-changed": "The cart has changed since this code was made, and no longer fits it.",
};

/** Minor units as the shopper reads them. @param {number} amount @returns {string} */
export function money(amount) {
  return MONEY.format(amount / 100);
}

/** A time as a day. @param {string | number} at @returns {string} */
export function day(at) {
  return DAY.format(new Date(at));
}

/** A count with the points' name. @param {number} points @returns {string} */
export function berries(points) {
  return `${NUMBER.format(points)} ${Math.abs(points) === 1 ? "berry" : "berries"}`;
}

/** A change with its sign. @param {number} points @returns {string} */
export function signed(points) {
  return points > 0 ? `+${NUMBER.format(points)}` : NUMBER.format(points).replace("-", "−");
}

/** Why a code was not taken. @param {string} slug @returns {string} */
export function declineText(slug) {
  return DECLINES[slug] ?? "That code cannot be used on this order.";
}
