// Elements of social proof before the wasm is there: fragments first, and what was clicked in them.
import { describe, withdraw } from "./search.js";
import { isWhole } from "./shown.js";

/** How many early clicks are kept for one element. */
const KEPT = 8;

/**
 * Keeps the page's elements of social proof; `ask` brings fragments, `draw` is told of a host whose
 * fragment has come, or will not come.
 */
export function proofs(ask, draw) {
  const subjects = new WeakMap();
  const asking = new Map();
  const early = new WeakMap();

  function show(host) {
    const { fragment, kind, subject } = host;
    if (fragment && kind === "reviews") describe(host, productOf(subject), fragment.json_ld);
    draw(host);
  }

  return {
    /** A host is in the page. */
    connected(host) {
      const { subject } = host;
      subjects.set(host, subject);
      if (!subject) {
        const given = host.getAttribute("product");
        console.warn(`accolade: ${host.localName} needs the id of a product`, given ?? "");
        return this.rest(host);
      }
      if (host.fragment) return show(host);
      asking.set(host, subject);
      ask(subject).then((fragment) => {
        if (asking.get(host) !== subject) return;
        asking.delete(host);
        if (fragment) host.fill(fragment);
        show(host);
      });
    },

    /** Whether it has come to speak of something else. */
    isOther: (host) => subjects.get(host) !== host.subject,

    /** It is there no more. */
    disconnected(host) {
      asking.delete(host);
      early.delete(host);
      withdraw(host);
    },

    /** Keeps an act until it can be done. */
    keep(host, [name, of, number]) {
      if (host.isResting) return;
      const acts = early.get(host) ?? [];
      early.set(host, [...acts, [name, of, number, false]].slice(-KEPT));
    },

    /** Hands a host to the wasm; the answer is its number. */
    draw(host, wasm, build) {
      const { subject, fragment } = host;
      if (!subject || asking.has(host)) return null;
      const how = fragment && isWhole(fragment, build) ? "hydrate" : "show";
      const stage = fragment?.stage ?? host.wait();
      const drawn = wasm[how](host, stage, subject, fragment?.given);
      // The wasm makes nothing of what it was told: bones would promise something.
      if (drawn == null) this.rest(host);
      return drawn;
    },

    /** It is only read from now on. */
    rest(host) {
      early.delete(host);
      host.rest();
    },

    /** What was done before it was drawn. */
    early(host) {
      const acts = early.get(host) ?? [];
      early.delete(host);
      return acts;
    },
  };
}

// A product's id may have a colon too.
const productOf = (subject) => subject.slice(subject.indexOf(":") + 1);
