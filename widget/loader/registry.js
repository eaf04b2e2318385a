// One registry per page, whichever script came first: elements, token, and the one wasm instance.
import { KINDS, define, isProof } from "./element.js";
import { fragments } from "./fragments.js";
import { keepFriend } from "./friend.js";
import { proofs } from "./proof.js";
import { runs } from "./runs.js";
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
  const { photoUrl } = settings;
  const registry = { connected, disconnected, changed, act, load, photoUrl };
  const waiting = new Set();
  const proof = proofs(fragments(settings), drawProof);
  let wasm = null;
  let loading = null;
  let broken = false;

  function connected(host) {
    if (hosts.has(host)) return;
    hosts.set(host, null);
    if (isProof(host.kind)) return proof.connected(host);
    if (broken) return host.rest();
    if (wasm) return draw(host);
    send(host);
  }

  // The wasm comes when the shopper reaches for an element, or the page has nothing else to do.
  function send(host) {
    for (const reach of ["pointerenter", "focusin", "touchstart"]) {
      host.addEventListener(reach, load, { once: true, passive: true });
    }
    idle(load);
  }

  function disconnected(host) {
    const drawn = hosts.get(host);
    hosts.delete(host);
    if (isProof(host.kind)) proof.disconnected(host);
    if (drawn != null) guard(() => wasm.erase(drawn));
    if (drawn != null && !broken) host.wait();
  }

  function changed(host) {
    if (isProof(host.kind)) return hosts.has(host) && proof.isOther(host) && again(host);
    const drawn = hosts.get(host);
    if (drawn != null) guard(() => wasm.change(drawn, cartOf(host)));
  }

  // It speaks of something else now.
  function again(host) {
    disconnected(host);
    host.wait();
    connected(host);
  }

  function act(host, [name, of, number, isTrusted]) {
    const drawn = hosts.get(host);
    if (drawn != null) guard(() => wasm.act(drawn, name, of, number, isTrusted));
    else if (isProof(host.kind)) proof.keep(host, [name, of, number]);
    // The one act that is kept for when the wasm is there: it decides nothing.
    else if (name === "open" && !broken && !waiting.has(host)) {
      waiting.add(host);
      load().then(() => waiting.delete(host) && hosts.get(host) && act(host, [name, of]));
    }
  }

  function draw(host) {
    if (isProof(host.kind)) return drawProof(host);
    guard(() => hosts.set(host, wasm.draw(host, host.wait(), host.kind, cartOf(host))));
  }

  function drawProof(host) {
    if (broken) return proof.rest(host);
    if (!wasm) return awaitWasm(host);
    guard(() => hosts.set(host, proof.draw(host, wasm, settings.build)));
    if (hosts.get(host) == null) return;
    for (const act of proof.early(host)) registry.act(host, act);
  }

  function awaitWasm(host) {
    // Stars that were drawn at the edge have nothing to do: they send for no wasm.
    if (host.kind === "stars" && host.fragment?.stage) return;
    // Known before the first paint, so that nothing is shown that goes away again.
    if (!runs()) proof.rest(host);
    send(host);
  }

  function load() {
    loading ??= bring().catch(rest);
    return loading;
  }

  async function bring() {
    if (!runs()) throw new Error("WebAssembly may not run here");
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
      if (isProof(host.kind)) proof.rest(host);
      else host.rest();
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
    if (event.persisted) door.signOut(), identified();
  });

  function identified() {
    if (wasm) guard(() => wasm.identified());
  }

  const door = Object.freeze({
    /** Says who the shopper is; without a token, that nobody is signed in. */
    identify(token) {
      purse.put(token);
      identified();
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
  const kinds = Object.keys(KINDS);
  for (const kind of kinds.filter((it) => !isProof(it))) define(kind, registry);
  // A host that is connected while it is parsed has no root yet that stands in the page's own HTML,
  // and a root of ours would be in the way of that one.
  parsed(() => kinds.filter(isProof).forEach((kind) => define(kind, registry)));
  return registry;
}

function parsed(task) {
  if (document.readyState !== "loading") task();
  else document.addEventListener("readystatechange", task, { once: true });
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
