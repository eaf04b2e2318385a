// Identity tokens: how the shop tells the edge who its shopper is.

import { base64url, hmac } from "./signing.js";

/** The name of the key that signs; the edge looks it up by this name. */
export const KEY_ID = "storefront-1";
const LIFETIME_SECONDS = 600;
const DAY_MS = 86_400_000;

/**
 * Signs a JWT (HS256) that lives ten minutes.
 * @param {{SHOP_ID: string, IDENTITY_SECRET: string}} env
 * @param {{id: number, name: string, at: number}} shopper
 * @returns {Promise<string>}
 */
export async function identityToken(env, shopper) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "HS256", typ: "JWT", kid: KEY_ID };
  const claims = {
    iss: env.SHOP_ID,
    aud: "accolade",
    sub: String(shopper.id),
    name: shopper.name,
    birthday: birthday(shopper),
    iat: now,
    exp: now + LIFETIME_SECONDS,
  };
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${base64url(await hmac(env.IDENTITY_SECRET, signed))}`;
}

/**
 * A month and a day, such as 05-14. This shop asks nobody: in the demonstration a birthday is always
 * six weeks after the account was opened, so that there is one to look forward to.
 */
function birthday({ at }) {
  return new Date(at + 42 * DAY_MS).toISOString().slice(5, 10);
}

function part(value) {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}
