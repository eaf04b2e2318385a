// What the worker does with JavaScript objects, each in one crossing.

// The request line and the headers that are read, one a line; a missing one is an empty line.
const READ = [
  'authorization', 'origin', 'idempotency-key', 'content-type', 'accept-encoding', 'if-none-match',
  'x-shopify-hmac-sha256', 'x-shopify-topic', 'x-wc-webhook-signature', 'x-wc-webhook-topic',
  'access-control-request-method',
];

// `address` is the header that whoever stands in front of the worker puts the caller's address in;
// empty where nobody does, because then a caller could write there what it likes.
export function head(request, address) {
  const { headers } = request;
  let text = request.method + '\n' + request.url;
  for (const name of READ) text += '\n' + (headers.get(name) ?? '');
  return text + '\n' + (address === '' ? '' : (headers.get(address) ?? ''));
}

// The bytes of a body, or nothing when there are more than `most`.
export async function body(request, most) {
  if (request.body === null) return new Uint8Array(0);
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    return Number(declared) > most ? undefined : new Uint8Array(await request.arrayBuffer());
  }
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body.values({ preventCancel: true })) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// Reads what is left of a body, `most` bytes of it, and forgets it: whoever still sends would get a
// broken connection for an answer. A longer one is not waited for.
export async function drain(request, most) {
  const { body } = request;
  if (body === null || body.locked || Number(request.headers.get('content-length')) > most) return;
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) return;
  }
}

// What reads a body piece by piece; nothing where there is none, and null where the request says
// that it is longer than `most`.
export function reader(request, most) {
  if (Number(request.headers.get('content-length')) > most) return null;
  return request.body?.getReader();
}

// Lets go of a body, wherever it was read up to.
export function release(reader) {
  reader.releaseLock();
}

// The next piece of a body, or nothing after the last.
export async function piece(reader) {
  const { done, value } = await reader.read();
  return done ? undefined : value;
}

// An answer; `headers` are lines of name and value in turn.
export function reply(status, headers, text) {
  const lines = headers.split('\n');
  const pairs = [];
  for (let at = 0; at + 1 < lines.length; at += 2) pairs.push([lines[at], lines[at + 1]]);
  return new Response(status === 204 || status === 304 ? null : text, { status, headers: pairs });
}

// Asks an object and gives its answer as text.
export async function ask(env, namespace, name, command) {
  const stub = env[namespace].getByName(name);
  const response = await stub.fetch('http://object/', { method: 'POST', body: command });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

// The text of a command that was sent to an object.
export function text(request) {
  return request.text();
}

// A file of the assets, with the headers given; nothing when there is none.
export async function asset(env, path, encoding, headers) {
  const response = await env.ASSETS.fetch('http://assets' + path);
  if (!response.ok) {
    await response.body?.cancel();
    return undefined;
  }
  const lines = headers.split('\n');
  const pairs = [];
  for (let at = 0; at + 1 < lines.length; at += 2) pairs.push([lines[at], lines[at + 1]]);
  const init = { status: 200, headers: pairs };
  if (encoding !== '') init.encodeBody = 'manual';
  return new Response(response.body, init);
}

// The text of a file of the assets.
export async function assetText(env, path) {
  const response = await env.ASSETS.fetch('http://assets' + path);
  if (!response.ok) throw new Error(path + ': ' + response.status);
  return response.text();
}

// The rows of each statement, all of them as one JSON text.
export function query(state, statements) {
  const { sql } = state.storage;
  return JSON.stringify(
    JSON.parse(statements).map(([text, ...values]) => sql.exec(text, ...values).raw().toArray()),
  );
}

// Runs all statements or none, then sets the alarm: -1 leaves it as it is, -2 takes it back.
export function commit(state, statements, alarm) {
  const { storage } = state;
  const { sql } = storage;
  storage.transactionSync(() => {
    for (const [text, ...values] of JSON.parse(statements)) sql.exec(text, ...values);
  });
  if (alarm >= 0) storage.setAlarm(alarm);
  if (alarm === -2) storage.deleteAlarm();
}

// Brings the tables of an object to the newest step; steps are only ever added.
export function migrate(state, steps) {
  const { storage } = state;
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec('CREATE TABLE IF NOT EXISTS schema (version INTEGER PRIMARY KEY)');
    const [[version]] = sql.exec('SELECT coalesce(max(version), 0) FROM schema').raw().toArray();
    JSON.parse(steps).forEach((step, index) => {
      if (index < version) return;
      sql.exec(step);
      sql.exec('INSERT INTO schema (version) VALUES (?)', index + 1);
    });
  });
}
