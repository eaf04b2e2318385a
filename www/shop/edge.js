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

  /** What a product is called, and where it is. @returns {Promise<Answer>} */
  tellProduct(id, facts) {
    const path = `${this.shop}/products/${encodeURIComponent(id)}`;
    return this.send("PUT", path, facts, this.env.SHOP_SECRET_KEY);
  }

  /** Brings reviews along; the same key is the same request. @returns {Promise<Answer>} */
  importReviews(csv, key) {
    const headers = { "Content-Type": "text/csv; charset=utf-8", "Idempotency-Key": key };
    return this.send("POST", `${this.shop}/reviews/import`, csv, this.env.SHOP_SECRET_KEY, headers);
  }

  /** The first reviews of a product. @returns {Promise<Answer>} */
  reviews(product, query) {
    return this.send("GET", `${this.shop}/products/${encodeURIComponent(product)}/reviews?${query}`);
  }

  /** Says which reviews are shown as testimonials. @returns {Promise<Answer>} */
  choose(reviews) {
    return this.send("PUT", `${this.shop}/testimonials`, { reviews }, this.env.SHOP_SECRET_KEY);
  }

  /** Elements as HTML, to stand in a page of ours. @returns {Promise<Answer>} */
  fragments(elements) {
    const wanted = elements.map((it) => `e=${encodeURIComponent(it).replace("%3A", ":")}`).sort();
    const query = ["as=html", ...wanted, "locale=en"].join("&");
    return this.send("GET", `${this.shop}/fragments?${query}`);
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
    if (text !== undefined && !sent.has("Content-Type")) {
      sent.set("Content-Type", "application/json");
    }
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
