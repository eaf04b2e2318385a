// The shop's one Durable Object: its books, and the outbox to the edge.

import { DurableObject } from "cloudflare:workers";
import { lastCalls, noteCall } from "./calls.js";
import { Edge } from "./edge.js";
import * as orders from "./orders.js";
import { SIGNUP, deliver, due, nextDue, post, settle } from "./outbox.js";
import { priceCart } from "./pricing.js";
import { makeTables } from "./schema.js";
import * as sessions from "./sessions.js";
import { ensureShop } from "./setup.js";
import { orderBody } from "./shopify/order.js";
import { refundBody } from "./shopify/refund.js";

const EMPTY_HANDED = { cart: [], code: null, discount: null };

/** Everything the shop keeps. Its methods are called by the worker. */
export class StoreObject extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    this.sql = ctx.storage.sql;
    makeTables(this.sql);
    this.sending = Promise.resolve();
  }

  /** Makes sure that the edge knows the shop. */
  async open(port) {
    await ensureShop(this.sql, new Edge(this.env, () => {}), port);
  }

  session(id) {
    return sessions.readSession(this.sql, id);
  }

  startSession() {
    return sessions.startSession(this.sql);
  }

  changeSession(id, change) {
    sessions.changeSession(this.sql, id, change);
  }

  addLine(id, line) {
    sessions.addLine(this.sql, id, line);
  }

  setLine(id, index, quantity) {
    sessions.setLine(this.sql, id, index, quantity);
  }

  /** Signs in, with a name also up; null when nobody has that address. */
  async signIn(id, email, name) {
    const shopper = sessions.shopperByEmail(this.sql, email, name);
    if (!shopper) return null;
    const session = sessions.signIn(this.sql, id, shopper.id);
    if (shopper.isNew) {
      const about = { session, shopper: shopper.id, order: null };
      const key = `signup-${shopper.id}`;
      post(this.sql, about, SIGNUP, { shopper: String(shopper.id), action: "signup", id: key });
      await this.send();
    }
    return { session, shopper };
  }

  signOut(id) {
    this.sql.exec("DELETE FROM sessions WHERE id = ?", id);
  }

  /** Takes the order for what is in the cart. */
  async order(id, details) {
    const { shopper, cart, code, discount } = sessions.readSession(this.sql, id);
    const used = code && discount ? codeOf(code, discount) : null;
    const draft = { ...details, session: id, shopper, code: used };
    const order = orders.makeOrder(this.sql, draft, priceCart(cart, discount));
    sessions.changeSession(this.sql, id, EMPTY_HANDED);
    this.tell(id, order, "orders/create", orderBody(order));
    if (order.paidAt) this.tell(id, order, "orders/paid", orderBody(order));
    await this.send();
    return order.id;
  }

  findOrder(orderId, session) {
    return orders.findOrder(this.sql, orderId, session);
  }

  ordersOf(shopper) {
    return orders.ordersOf(this.sql, shopper);
  }

  /** Does as the shop what was asked for an order; answers with a refusal in words, or null. */
  async changeOrder(session, orderId, change) {
    const order = orders.findOrder(this.sql, orderId, session);
    if (!order) return "We do not know that order.";
    try {
      this.apply(session.id, order, change);
    } catch (error) {
      if (error instanceof orders.OrderRefusal) return error.message;
      throw error;
    }
    await this.send();
    return null;
  }

  apply(session, order, change) {
    if (change.kind === "pay") {
      orders.payOrder(order);
      this.tell(session, order, "orders/paid", orderBody(order));
    } else if (change.kind === "cancel") {
      orders.cancelOrder(this.sql, order);
      this.tell(session, order, "orders/cancelled", orderBody(order));
    } else {
      const refund = orders.refundOrder(this.sql, order, change.line);
      this.tell(session, order, "refunds/create", refundBody(order, refund));
    }
    orders.keepOrder(this.sql, order);
  }

  tell(session, order, topic, body) {
    const about = { session, shopper: order.shopper?.id ?? null, order: order.id };
    post(this.sql, about, topic, body);
  }

  /** Notes a request's calls, the one that changed something with the entries it led to. */
  async noteCalls(session, shopper, notes) {
    const changing = notes.find((note) => /checkout|void|entries/.test(note.path));
    if (changing) changing.entries = await this.newEntries(shopper);
    for (const note of notes) noteCall(this.sql, session, note);
  }

  calls(session) {
    return lastCalls(this.sql, session);
  }

  async alarm() {
    await this.send();
  }

  /** Delivers what is due, one pass at a time. */
  send() {
    this.sending = this.sending.then(() => this.pass()).catch((error) => console.error(error));
    return this.sending;
  }

  async pass() {
    for (const delivery of due(this.sql)) await this.sendOne(delivery);
    const next = nextDue(this.sql);
    if (next !== null) await this.ctx.storage.setAlarm(Math.max(next, Date.now() + 100));
  }

  async sendOne(delivery) {
    let call = null;
    const edge = new Edge(this.env, (note) => (call = note));
    const answer = await deliver(edge, this.env, delivery);
    settle(this.sql, delivery, answer);
    if (answer.ok) this.keepEarned(delivery, answer.body);
    const entries = answer.ok ? await this.newEntries(delivery.shopper) : [];
    noteCall(this.sql, delivery.session, { ...call, topic: delivery.topic, entries });
  }

  keepEarned(delivery, body) {
    if (delivery.order_id === null || !Number.isSafeInteger(body?.earned)) return;
    const query = "SELECT document FROM orders WHERE id = ?";
    const order = JSON.parse(this.sql.exec(query, delivery.order_id).one().document);
    orders.keepOrder(this.sql, { ...order, earned: body.earned });
  }

  /** The entries that a shopper's ledger has gained since we last looked. */
  async newEntries(id) {
    const query = "SELECT id, name, at, seen FROM shoppers WHERE id = ?";
    const shopper = this.sql.exec(query, id).toArray()[0];
    if (!shopper) return [];
    const answer = await new Edge(this.env, () => {}).entries(shopper);
    const entries = (answer.body?.entries ?? []).filter((it) => it.sequence > shopper.seen);
    const newest = Math.max(shopper.seen, ...entries.map((it) => it.sequence));
    this.sql.exec("UPDATE shoppers SET seen = ? WHERE id = ?", newest, id);
    return entries.map(({ sequence, kind, points }) => ({ sequence, kind, points }));
  }
}

function codeOf(text, { kind, percent }) {
  return { text, kind, percent };
}
