// The tables of the stand-in shop.

const TABLES = [
  `CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS shoppers (
     id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, at INTEGER NOT NULL,
     seen INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE IF NOT EXISTS sessions (
     id TEXT PRIMARY KEY, shopper INTEGER, state TEXT NOT NULL, at INTEGER NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS orders (
     id INTEGER PRIMARY KEY, session TEXT NOT NULL, shopper INTEGER, document TEXT NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS orders_of_shopper ON orders (shopper, id)`,
  `CREATE TABLE IF NOT EXISTS deliveries (
     id TEXT PRIMARY KEY, session TEXT NOT NULL, shopper INTEGER, order_id INTEGER,
     topic TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER, place INTEGER NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE due IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS calls (
     id INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, note TEXT NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS calls_of_session ON calls (session, id)`,
];

/** Makes the tables where they are missing. @param {SqlStorage} sql */
export function makeTables(sql) {
  for (const table of TABLES) sql.exec(table);
}

/**
 * The next number of a series; a new series starts at a random place, so that a shop that starts
 * afresh does not use the ids of the one before.
 * @param {SqlStorage} sql
 * @param {string} series
 * @param {number} from
 * @param {number} spread
 * @returns {number}
 */
export function nextNumber(sql, series, from, spread) {
  const row = sql.exec("SELECT value FROM meta WHERE name = ?", series).toArray()[0];
  const next = row ? Number(row.value) + 1 : from + Math.floor(Math.random() * spread);
  sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", series, String(next));
  return next;
}
