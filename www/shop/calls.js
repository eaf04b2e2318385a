// The log behind the drawer: the last calls to the edge that a visitor caused.

const KEPT = 40;

/**
 * Notes a call.
 * @param {SqlStorage} sql
 * @param {string} session
 * @param {object} note
 */
export function noteCall(sql, session, note) {
  sql.exec("INSERT INTO calls (session, note) VALUES (?, ?)", session, JSON.stringify(note));
  const old = `DELETE FROM calls WHERE session = ? AND id <= (
    SELECT id FROM calls WHERE session = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`;
  sql.exec(old, session, session, KEPT);
}

/**
 * The last calls, newest first.
 * @param {SqlStorage} sql
 * @param {string} session
 * @returns {object[]}
 */
export function lastCalls(sql, session) {
  const query = "SELECT id, note FROM calls WHERE session = ? ORDER BY id DESC LIMIT ?";
  return sql
    .exec(query, session, KEPT)
    .toArray()
    .map((row) => ({ id: row.id, ...JSON.parse(row.note) }));
}
