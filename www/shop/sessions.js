// Visitors and shoppers: who is here, and what is in their cart.

import { nextNumber } from "./schema.js";
import { randomName } from "./signing.js";

const MOST_PER_LINE = 12;
const MOST_LINES = 20;
const SESSION_DAYS = 30;

const EMPTY = { cart: [], code: null, discount: null, notice: null };

/**
 * The session of that name with its shopper, or null.
 * @param {SqlStorage} sql
 * @param {string} id
 */
export function readSession(sql, id) {
  const query = `SELECT s.state, p.id, p.name, p.email, p.at FROM sessions s
    LEFT JOIN shoppers p ON p.id = s.shopper WHERE s.id = ? AND s.at > ?`;
  const row = sql.exec(query, id, Date.now() - SESSION_DAYS * 86_400_000).toArray()[0];
  if (!row) return null;
  const { id: number, name, email, at } = row;
  const shopper = number === null ? null : { id: number, name, email, at };
  return { id, shopper, ...JSON.parse(row.state) };
}

/**
 * A new session, of nobody unless a shopper is named.
 * @param {SqlStorage} sql
 * @param {object} [state]
 * @param {number | null} [shopper]
 * @returns {string} its name, for the cookie
 */
export function startSession(sql, state = EMPTY, shopper = null) {
  const id = randomName();
  const query = "INSERT INTO sessions (id, shopper, state, at) VALUES (?, ?, ?, ?)";
  sql.exec(query, id, shopper, JSON.stringify(state), Date.now());
  return id;
}

/**
 * Changes some fields of a session.
 * @param {SqlStorage} sql
 * @param {string} id
 * @param {object} change
 */
export function changeSession(sql, id, change) {
  const row = sql.exec("SELECT state FROM sessions WHERE id = ?", id).toArray()[0];
  if (!row) return;
  const state = JSON.stringify({ ...JSON.parse(row.state), ...change });
  sql.exec("UPDATE sessions SET state = ? WHERE id = ?", state, id);
}

/**
 * Puts pieces of a product into the cart.
 * @param {SqlStorage} sql
 * @param {string} id
 * @param {import('./pricing.js').CartLine} line
 */
export function addLine(sql, id, line) {
  const { cart } = readSession(sql, id);
  const same = cart.find((it) => it.product === line.product && it.option === line.option);
  if (same) same.quantity = Math.min(MOST_PER_LINE, same.quantity + line.quantity);
  else if (cart.length < MOST_LINES) cart.push(line);
  changeSession(sql, id, { cart });
}

/**
 * Sets how many pieces a line has; none takes it out.
 * @param {SqlStorage} sql
 * @param {string} id
 * @param {number} index
 * @param {number} quantity
 */
export function setLine(sql, id, index, quantity) {
  const { cart } = readSession(sql, id);
  if (!cart[index]) return;
  if (quantity > 0) cart[index].quantity = Math.min(MOST_PER_LINE, quantity);
  else cart.splice(index, 1);
  changeSession(sql, id, { cart });
}

/**
 * Finds or makes the shopper with an e-mail address.
 * @param {SqlStorage} sql
 * @param {string} email
 * @param {string | null} name null only looks
 * @returns {{id: number, name: string, email: string, at: number, isNew: boolean} | null}
 */
export function shopperByEmail(sql, email, name) {
  const query = "SELECT id, name, email, at FROM shoppers WHERE email = ?";
  const known = sql.exec(query, email).toArray()[0];
  if (known) return { ...known, isNew: false };
  if (name === null) return null;
  const id = nextNumber(sql, "shopper", 7_000_000_000_000, 900_000_000_000);
  const insert = "INSERT INTO shoppers (id, email, name, at) VALUES (?, ?, ?, ?)";
  const at = Date.now();
  sql.exec(insert, id, email, name, at);
  return { id, name, email, at, isNew: true };
}

/**
 * Starts a new session for a shopper who signs in, with the cart of the one before.
 * @param {SqlStorage} sql
 * @param {string} before
 * @param {number} shopper
 * @returns {string}
 */
export function signIn(sql, before, shopper) {
  const { cart } = readSession(sql, before) ?? EMPTY;
  const session = startSession(sql, { ...EMPTY, cart }, shopper);
  for (const table of ["calls", "orders"]) {
    sql.exec(`UPDATE ${table} SET session = ? WHERE session = ?`, session, before);
  }
  sql.exec("DELETE FROM sessions WHERE id = ?", before);
  return session;
}
