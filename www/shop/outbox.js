// What the shop owes the edge: webhooks and actions, kept until they are delivered.

import { base64, hmac } from "./signing.js";

const RETRY_SECONDS = [1, 3, 10, 30, 120, 600, 3600];
const API_VERSION = "2026-07";

/** The topic of a row that is the shop's own request, not a webhook. */
export const SIGNUP = "signup";

/**
 * @typedef {object} Delivery
 * @property {string} id
 * @property {string} session
 * @property {number | null} shopper
 * @property {number | null} order_id
 * @property {string} topic
 * @property {string} body
 * @property {number} attempts
 */

/**
 * Puts something into the outbox, due at once.
 * @param {SqlStorage} sql
 * @param {{session: string, shopper: number | null, order: number | null}} about
 * @param {string} topic
 * @param {object} body
 */
export function post(sql, about, topic, body) {
  const insert = `INSERT INTO deliveries (id, session, shopper, order_id, topic, body, due, place)
    VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM deliveries))`;
  const { session, shopper, order } = about;
  const text = JSON.stringify(body);
  sql.exec(insert, crypto.randomUUID(), session, shopper, order, topic, text, Date.now());
}

/** What is due by now, oldest first. @param {SqlStorage} sql @returns {Delivery[]} */
export function due(sql) {
  const query = "SELECT * FROM deliveries WHERE due <= ? ORDER BY place LIMIT 20";
  return sql.exec(query, Date.now()).toArray();
}

/** When the next delivery is due, or null. @param {SqlStorage} sql @returns {number | null} */
export function nextDue(sql) {
  return sql.exec("SELECT MIN(due) AS due FROM deliveries").one().due;
}

/**
 * Sends one delivery.
 * @param {import('./edge.js').Edge} edge
 * @param {any} env
 * @param {Delivery} delivery
 * @returns {Promise<import('./edge.js').Answer>}
 */
export async function deliver(edge, env, delivery) {
  if (delivery.topic === SIGNUP) {
    return edge.send("POST", `${edge.shop}/actions`, delivery.body, env.SHOP_SECRET_KEY);
  }
  const headers = {
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": delivery.topic,
    "X-Shopify-Hmac-SHA256": base64(await hmac(env.WEBHOOK_SECRET, delivery.body)),
    "X-Shopify-Webhook-Id": delivery.id,
    "X-Shopify-Event-Id": delivery.id,
    "X-Shopify-Shop-Domain": shopDomain(env),
    "X-Shopify-API-Version": API_VERSION,
    "X-Shopify-Triggered-At": new Date().toISOString(),
  };
  return edge.send("POST", `${edge.shop}/webhooks/shopify`, delivery.body, null, headers);
}

/** The shop's address at the platform. @param {{SHOP_ID: string}} env @returns {string} */
export function shopDomain(env) {
  return `${env.SHOP_ID}.myshopify.com`;
}

/**
 * Notes how an attempt went: done, again later, or given up.
 * @param {SqlStorage} sql
 * @param {Delivery} delivery
 * @param {import('./edge.js').Answer} answer
 */
export function settle(sql, delivery, answer) {
  if (answer.ok) {
    sql.exec("DELETE FROM deliveries WHERE id = ?", delivery.id);
    return;
  }
  const wait = RETRY_SECONDS[delivery.attempts];
  const next = wait === undefined ? null : Date.now() + wait * 1000;
  const update = "UPDATE deliveries SET attempts = attempts + 1, due = ? WHERE id = ?";
  sql.exec(update, next, delivery.id);
  if (next === null) console.error(`gave up delivering ${delivery.topic} ${delivery.id}`);
}
