// Money and time as Shopify writes them.

import { CURRENCY } from "../catalogue.js";

const SHOP_ZONE = "America/New_York";

/** Minor units as Shopify's decimal string. @param {number} amount @returns {string} */
export function decimal(amount) {
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
}

/** A time with the shop's offset, to the second. @param {number} at @returns {string} */
export function localTime(at) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: SHOP_ZONE,
    timeZoneName: "longOffset",
  }).formatToParts(at);
  const offset = parts.find((part) => part.type === "timeZoneName").value.slice(3) || "+00:00";
  const [, sign, hours, minutes] = offset.match(/([+-])(\d\d):(\d\d)/);
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60_000 : 60_000);
  return `${new Date(at + shift).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`;
}

/** An amount in both of Shopify's currencies. @param {number} amount */
export function moneySet(amount) {
  const money = { amount: decimal(amount), currency_code: CURRENCY };
  return { shop_money: money, presentment_money: money };
}

/** A field in its two spellings. @param {string} name @param {number} amount */
export function moneyField(name, amount) {
  return { [name]: decimal(amount), [`${name}_set`]: moneySet(amount) };
}

/** The tax of an amount, where there is any. @param {number} amount */
export function taxLines(amount) {
  if (amount === 0) return [];
  const named = { channel_liable: false, title: "Vermont State Tax", rate: 0.06 };
  return [{ ...named, price: decimal(amount), price_set: moneySet(amount) }];
}
