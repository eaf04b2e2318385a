// The shop's side of the wire: one function per question it asks the edge, each one noted.

import { identityToken } from "./token.js";

const LOG_LIMIT = 16_000;
const PATIENCE_MS = 5000;

/**
 * @typedef {object} Answer
 * @property {number} status 0 when the edge did not answer
 * @property {any} body parsed JSON, or null
 * @property {boolean} ok
 */

/** A client of the edge for one caller. */
export class Edge {
  /**
   * @param {any} env the worker's bindings
   * @param {(call: object) => void} note told of every call, for the drawer
   */
  constructor(env, note) {
    this.env = env;
    this.note = note;
    this.shop = `/v1/shops/${env.SHOP_ID}`;
  }

  /** @param {object} settings @returns {Promise<Answer>} */
  configure(settings) {
    return this.send("PUT", this.shop, settings, this.env.ACCOLADE_OPERATOR_KEY);
  }

  /** Whether the edge has heard of the shop. @returns {Promise<boolean>} */
  async knowsShop() {
    const answer = await this.send("GET", `${this.shop}/program`);
    return answer.ok;
  }

  /** What a cart would earn. @returns {Promise<Answer>} */
  async quote(cart, shopper) {
    const key = shopper ? await identityToken(this.env, shopper) : null;
    return this.send("POST", `${this.shop}/quotes`, { cart }, key);
  }

  /** Asks whether a code holds for a cart, and presents it. @returns {Promise<Answer>} */
  checkout(code, cart, checkout) {
    const body = { code, cart, checkout };
    return this.send("POST", `${this.shop}/checkout`, body, this.env.SHOP_SECRET_KEY);
  }

  /** Gives a presented code's points back. @returns {Promise<Answer>} */
  giveBack(redemption) {
    const path = `${this.shop}/redemptions/${encodeURIComponent(redemption)}/void`;
    const key = { "Idempotency-Key": `give-back-${redemption}` };
    return this.send("POST", path, {}, this.env.SHOP_SECRET_KEY, key);
  }

  /** Where a shopper stands. @returns {Promise<Answer>} */
  async account(shopper) {
    return this.send(
      "GET",
      `${this.shop}/account`,
      undefined,
      await identityToken(this.env, shopper),
    );
  }

  /** The newest entries of a shopper. @returns {Promise<Answer>} */
  async entries(shopper) {
    const token = await identityToken(this.env, shopper);
    return this.send("GET", `${this.shop}/account/entries`, undefined, token);
  }

  /**
   * Sends a request over the service binding and notes how it went.
   * @param {string} method
   * @param {string} path
   * @param {object | string} [body] a string goes out as it is
   * @param {string | null} [bearer]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<Answer>}
   */
  async send(method, path, body, bearer, headers = {}) {
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const sent = new Headers(headers);
    if (text !== undefined) sent.set("Content-Type", "application/json");
    if (bearer) sent.set("Authorization", `Bearer ${bearer}`);
    const at = Date.now();
    const answer = await this.exchange(path, { method, headers: sent, body: text });
    const shown = path.startsWith(this.shop) ? path.slice(this.shop.length) || "/" : path;
    const secret = method === "PUT";
    this.note({
      at,
      method,
      path: shown,
      status: answer.status,
      ms: Date.now() - at,
      request: secret ? "" : (text ?? "").slice(0, LOG_LIMIT),
      response: JSON.stringify(answer.body ?? null).slice(0, LOG_LIMIT),
    });
    return answer;
  }

  async exchange(path, init) {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const url = `${this.env.ACCOLADE_URL}${path}`;
      const response = await this.env.ACCOLADE.fetch(url, { ...init, signal });
      const text = await response.text();
      return { status: response.status, ok: response.ok, body: parse(text) };
    } catch (error) {
      console.error(`the edge did not answer ${init.method} ${path}: ${error}`);
      return { status: 0, ok: false, body: null };
    }
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
