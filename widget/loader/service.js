// Requests to the service. Only here do the token and the network meet: wasm asks for an answer
// and gets what `JSON.parse` made of it, and never sees who proved what.

const PATIENCE = 20_000;
// Of the 64 KiB that a browser carries on for a page that is left, all its requests together.
const CARRIED = 4096;

/**
 * A function that asks the service about one shop. It settles with `{status, body, retryAfter}`,
 * with null where a shopper is needed and nobody is signed in, and rejects without an answer.
 */
export function service({ service, shop }, purse) {
  const base = `${service}/v1/shops/${shop}`;

  async function send({ method, path, key, body }, token) {
    const headers = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (key) headers["idempotency-key"] = key;
    if (body) headers["content-type"] = "application/json";
    const signal = AbortSignal.timeout(PATIENCE);
    // What a shopper does counts, also where the next click leaves the page.
    const keepalive = body?.length < CARRIED;
    const init = { method, headers, body, signal, keepalive, cache: "no-store" };
    const answer = await fetch(base + path, init);
    // An answer without a readable body still has its status.
    const told = await answer.json().catch(() => ({}));
    return {
      status: answer.status,
      body: told,
      retryAfter: Number(answer.headers.get("retry-after")) || undefined,
    };
  }

  return async (call) => {
    if (!call.shopper) return send(call);
    const token = await purse.get();
    if (!token) return null;
    const answer = await send(call, token);
    if (answer.status !== 401) return answer;
    // A refused token is replaced by a fresh one, once.
    const fresh = await purse.get(true);
    if (!fresh || fresh === token) return null;
    const again = await send(call, fresh);
    return again.status === 401 ? null : again;
  };
}
