// Makes the shop known to the edge.

import program from "../programs/juniper.json";
import { base64, hmac } from "./signing.js";
import { shopDomain } from "./outbox.js";
import { KEY_ID } from "./token.js";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * What the edge is told about the shop.
 * @param {any} env
 * @param {string} port of the storefront
 */
export function settings(env, port) {
  return {
    origins: LOOPBACK.map((host) => `http://${host}${port ? `:${port}` : ""}`),
    identity_keys: { [KEY_ID]: env.IDENTITY_SECRET },
    secret_keys: [env.SHOP_SECRET_KEY],
    webhooks: { shopify: [env.WEBHOOK_SECRET] },
    shopify: { domain: shopDomain(env) },
    program,
  };
}

/**
 * Configures the shop unless the edge has these very settings from us.
 * @param {SqlStorage} sql
 * @param {import('./edge.js').Edge} edge
 * @param {string} port
 */
export async function ensureShop(sql, edge, port) {
  const wanted = settings(edge.env, port);
  const mark = base64(await hmac(edge.env.SHOP_SECRET_KEY, JSON.stringify(wanted)));
  const row = sql.exec("SELECT value FROM meta WHERE name = 'configured'").toArray()[0];
  if (row?.value === mark && (await edge.knowsShop())) return;
  const answer = await edge.configure(wanted);
  if (!answer.ok) {
    throw new Error(`the edge refused the shop: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES ('configured', ?)", mark);
}
