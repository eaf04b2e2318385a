// The edge by its public routes, as an operator, a shop or a shopper asks it.

import { createHmac, randomUUID } from "node:crypto";

const KEY_ID = "k1";
const DAY_MS = 86_400_000;

/** A time so many days from now, as the wire writes it. */
export function inDays(days) {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}

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
  configure(operatorKey, { origins, program, reviews }) {
    this.program = program;
    return this.ask("PUT", "", operatorKey, {
      origins,
      program,
      reviews,
      identity_keys: { [KEY_ID]: this.identitySecret },
      secret_keys: [this.secretKey],
    });
  }

  /** An identity token of this shop for a shopper, whose birthday is never today. */
  token(shopper, seconds = 3600, name = undefined) {
    const now = Math.floor(Date.now() / 1000);
    const who = { sub: shopper, name, birthday: inDays(40).slice(5, 10) };
    const claims = { aud: "accolade", iss: this.id, ...who, iat: now, exp: now + seconds };
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

  /** A paid order with one line of this price; answers it as it was told. */
  async order(shopper, price) {
    const lines = [{ price, quantity: 1 }];
    const order = { id: randomUUID(), at: inDays(0), shopper, currency: "USD", lines };
    await this.ask("POST", "/orders", this.secretKey, { event: "paid", order });
    return order;
  }

  /** All of an order is given back. */
  refund(order) {
    const refunded = { event: "refunded", order: { ...order, updated_at: inDays(0) } };
    return this.ask("POST", "/orders", this.secretKey, refunded);
  }

  /** Tells of something that a shopper did. */
  act(shopper, action) {
    return this.ask("POST", "/actions", this.secretKey, { shopper, action, id: randomUUID() });
  }

  /** Gives points or a reward, with a word. */
  present(shopper, gift) {
    return this.ask("POST", "/gifts", this.secretKey, { shopper, ...gift });
  }

  /** Tells of a product. */
  product(product, title) {
    return this.ask("PUT", `/products/${encodeURIComponent(product)}`, this.secretKey, { title });
  }

  /** Writes a review as a shopper. */
  review(shopper, product, review) {
    const path = `/products/${encodeURIComponent(product)}/reviews`;
    return this.ask("POST", path, this.token(shopper), review);
  }

  /** Shows these reviews as testimonials. */
  choose(reviews) {
    return this.ask("PUT", "/testimonials", this.secretKey, { reviews });
  }

  /** The code that a shopper hands to friends. */
  async friendCode(shopper) {
    const { referral } = await this.account(this.token(shopper));
    return referral.code;
  }

  /** Says whose friend a shopper is. */
  claim(shopper, code) {
    return this.ask("POST", "/referrals", this.token(shopper), { code });
  }

  /** Redeems a reward as the shopper, elsewhere than on the page under test. */
  redeem(token, reward) {
    return this.ask("POST", "/redemptions", token, { reward });
  }

  /** Takes a code into a checkout. */
  takeIn(code, price) {
    const cart = { currency: "USD", lines: [{ price, quantity: 1 }] };
    return this.ask("POST", "/checkout", this.secretKey, { code, cart });
  }

  /** A request below the shop; throws what the edge says when it refuses. */
  ask(method, path, bearer, body) {
    return this.send(method, path, bearer, body && JSON.stringify(body), "application/json");
  }

  /** The same with a body of any kind. */
  async send(method, path, bearer, body, type) {
    const headers = { authorization: `Bearer ${bearer}`, "idempotency-key": randomUUID() };
    if (body) headers["content-type"] = type;
    const response = await fetch(`${this.edge}/v1/shops/${this.id}${path}`, {
      method,
      headers,
      body,
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
