// The identity token. It lives in this closure and nowhere else: no storage, no attribute.

const LEEWAY = 30_000;

/** Keeps the shopper's token and asks the shop for a fresh one when it is needed. */
export function tokens(url) {
  let held = null;
  let asking = null;
  // Counts changes of who is asked for, so that an answer that comes late is not believed.
  let turn = 0;

  async function ask() {
    const asked = turn;
    const answer = await fetch(url, { cache: "no-store", credentials: "same-origin" });
    if (answer.status >= 500) throw new TypeError(`token: ${answer.status}`);
    const token = answer.ok ? parse(await answer.text()) : null;
    if (asked === turn) held = token;
    return held;
  }

  return {
    /** The token, or null when nobody is signed in. Throws when the shop can't be reached. */
    async get(fresh) {
      if (held && !fresh && endsAt(held) - LEEWAY > Date.now()) return held;
      if (!url) return fresh ? null : held;
      asking ??= ask().finally(() => (asking = null));
      return asking;
    },
    put(token) {
      turn += 1;
      asking = null;
      held = typeof token === "string" && token ? token : null;
    },
  };
}

function parse(text) {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return trimmed || null;
  try {
    const { token } = JSON.parse(trimmed);
    return typeof token === "string" && token ? token : null;
  } catch {
    return null;
  }
}

// Only to know when to ask again; whether the token is good is the service's decision.
function endsAt(token) {
  try {
    const claims = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    return JSON.parse(atob(claims)).exp * 1000 || Infinity;
  } catch {
    return Infinity;
  }
}
