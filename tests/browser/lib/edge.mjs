// The edge by its public routes, as an operator, a shop or a shopper asks it.

import { createHmac, randomUUID } from "node:crypto";

const KEY_ID = "k1";

/** One shop at an edge; it makes its own keys and configures itself. */
export class Shop {
  /** @param {string} edge origin @param {string} id @param {object} [secrets] of a known shop */
  constructor(edge, id, secrets = {}) {
    this.edge = edge;
    this.id = id;
    this.identitySecret = secrets.identity ?? secret();
    this.secretKey = secrets.key ?? secret();
    this.program = null;
  }

  /** Creates or changes the shop. */
  configure(operatorKey, { origins, program }) {
    this.program = program;
    return this.ask("PUT", "", operatorKey, {
      origins,
      program,
      identity_keys: { [KEY_ID]: this.identitySecret },
      secret_keys: [this.secretKey],
    });
  }

  /** An identity token of this shop for a shopper. */
  token(shopper, seconds = 3600) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { aud: "accolade", iss: this.id, sub: shopper, iat: now, exp: now + seconds };
    const body = [{ alg: "HS256", typ: "JWT", kid: KEY_ID }, claims].map(encode).join(".");
    const sign = createHmac("sha256", this.identitySecret).update(body).digest("base64url");
    return `${body}.${sign}`;
  }

  /** The account as the shopper's own token sees it. */
  account(token) {
    return this.ask("GET", "/account", token);
  }

  /** Gives points by hand. */
  give(shopper, points) {
    const path = `/shoppers/${shopper}/adjustments`;
    return this.ask("POST", path, this.secretKey, { points, reason: "For the test" });
  }

  /** A paid order with one line of this price. */
  order(shopper, price) {
    const order = { id: randomUUID(), shopper, currency: "USD", lines: [{ price, quantity: 1 }] };
    const paid = { event: "paid", order: { ...order, at: new Date().toISOString() } };
    return this.ask("POST", "/orders", this.secretKey, paid);
  }

  /** Redeems a reward as the shopper, elsewhere than on the page under test. */
  redeem(token, reward) {
    return this.ask("POST", "/redemptions", token, { reward });
  }

  /** Takes a code into a checkout. */
  present(code, price) {
    const cart = { currency: "USD", lines: [{ price, quantity: 1 }] };
    return this.ask("POST", "/checkout", this.secretKey, { code, cart });
  }

  /** A request below the shop; throws what the edge says when it refuses. */
  async ask(method, path, bearer, body) {
    const headers = { authorization: `Bearer ${bearer}`, "idempotency-key": randomUUID() };
    if (body) headers["content-type"] = "application/json";
    const response = await fetch(`${this.edge}/v1/shops/${this.id}${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
}

function secret() {
  return `${randomUUID()}${randomUUID()}`;
}

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
