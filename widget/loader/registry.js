// One registry per page, whichever script came first: elements, token, and the one wasm instance.
import { KINDS, define } from "./element.js";
import { keepFriend } from "./friend.js";
import { service } from "./service.js";
import { tokens } from "./tokens.js";

const KEY = Symbol.for("accolade");

/** The page's registry; `settings` is asked only by the first who comes. */
export function shared(settings) {
  globalThis[KEY] ??= create(settings());
  return globalThis[KEY];
}

function create(settings) {
  keepFriend(settings.shop);
  const purse = tokens(settings.tokenUrl);
  const hosts = new Map();
  const registry = { connected, disconnected, changed, act, load };
  const waiting = new Set();
  let wasm = null;
  let loading = null;
  let broken = false;

  function connected(host) {
    if (hosts.has(host)) return;
    hosts.set(host, null);
    if (broken) return host.rest();
    if (wasm) return draw(host);
    for (const reach of ["pointerenter", "focusin", "touchstart"]) {
      host.addEventListener(reach, load, { once: true, passive: true });
    }
    idle(load);
  }

  function disconnected(host) {
    const drawn = hosts.get(host);
    hosts.delete(host);
    if (drawn != null) guard(() => wasm.erase(drawn));
    if (drawn != null && !broken) host.wait();
  }

  function changed(host) {
    const drawn = hosts.get(host);
    if (drawn != null) guard(() => wasm.change(drawn, cartOf(host)));
  }

  function act(host, [name, of, number, isTrusted]) {
    const drawn = hosts.get(host);
    if (drawn != null) guard(() => wasm.act(drawn, name, of, number, isTrusted));
    // The one act that is kept for when the wasm is there: it decides nothing.
    else if (name === "open" && !broken && !waiting.has(host)) {
      waiting.add(host);
      load().then(() => waiting.delete(host) && hosts.get(host) && act(host, [name, of]));
    }
  }

  function draw(host) {
    guard(() => hosts.set(host, wasm.draw(host, host.wait(), host.kind, cartOf(host))));
  }

  function load() {
    loading ??= bring().catch(rest);
    return loading;
  }

  async function bring() {
    // The token travels while the wasm does.
    purse.get().catch(() => null);
    const glue = await import(`${settings.assets}accolade_widget.js`);
    await glue.default();
    wasm = glue;
    wasm.start({ ...settings, ask: service(settings, purse) });
    for (const host of hosts.keys()) draw(host);
  }

  // A trap leaves the instance in no known state: it is dropped, and the light text stands.
  function rest(cause) {
    if (broken) return;
    broken = true;
    wasm = null;
    console.warn("accolade: the elements stay as text", cause);
    for (const host of hosts.keys()) {
      hosts.set(host, null);
      host.rest();
      const init = { bubbles: true, composed: true, detail: { reason: "unavailable" } };
      host.dispatchEvent(new CustomEvent("accolade:error", init));
    }
  }

  function guard(call) {
    try {
      return call();
    } catch (cause) {
      rest(cause);
    }
  }

  function watch(cause) {
    if (wasm && cause instanceof WebAssembly.RuntimeError) rest(cause);
  }

  addEventListener("error", (event) => watch(event.error));
  addEventListener("unhandledrejection", (event) => watch(event.reason));
  addEventListener("pageshow", (event) => {
    // The page comes back from the cache with whoever was signed in when it was left.
    if (event.persisted) door.signOut(), again();
  });

  function again() {
    if (wasm) guard(() => wasm.identified());
  }

  const door = Object.freeze({
    /** Says who the shopper is; without a token, that nobody is signed in. */
    identify(token) {
      purse.put(token);
      again();
    },
    /** Reads the account again; settles when the elements show it. */
    async refresh() {
      await load();
      if (wasm) await guard(() => wasm.refresh());
    },
    /**
     * Opens the confirmation of a reward in the page's own element and settles with the
     * redemption. Nothing is redeemed before the shopper confirms with their own hand.
     */
    async redeem(reward, { points } = {}) {
      await load();
      if (!wasm) throw new Error("accolade: unavailable");
      return guard(() => wasm.redeem(String(reward), points));
    },
    /** Forgets the shopper: token, account, codes. */
    signOut() {
      purse.put(null);
      if (wasm) guard(() => wasm.forget());
    },
  });

  registry.door = door;
  for (const kind of Object.keys(KINDS)) define(kind, registry);
  return registry;
}

// Null where there is no cart; nothing where the element has none to speak of.
function cartOf(host) {
  return host.kind === "cart" ? (host.cart ?? null) : undefined;
}

function idle(task) {
  const soon = () => {
    if (globalThis.requestIdleCallback) requestIdleCallback(() => task(), { timeout: 2000 });
    else setTimeout(task, 200);
  };
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}
