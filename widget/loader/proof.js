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

  return {
    /** A host is in the page. */
    connected(host) {
      const { subject } = host;
      subjects.set(host, subject);
      if (!subject) {
        console.error(`accolade: ${host.localName} needs a product`);
        return host.rest();
      }
      if (host.fragment) return draw(host);
      asking.set(host, subject);
      ask(subject).then((fragment) => {
        if (asking.get(host) !== subject) return;
        asking.delete(host);
        if (fragment) {
          host.fill(fragment);
          describe(host, subject.slice(subject.indexOf(":") + 1), fragment.json_ld);
        }
        draw(host);
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
      const acts = early.get(host) ?? [];
      early.set(host, [...acts, [name, of, number, false]].slice(-KEPT));
    },

    /** Hands a host to the wasm; the answer is its number. */
    draw(host, wasm, build) {
      const { subject, fragment } = host;
      if (!subject || asking.has(host)) return null;
      const how = fragment && isWhole(fragment, build) ? "hydrate" : "show";
      const stage = fragment?.stage ?? host.wait();
      return wasm[how](host, stage, subject, fragment?.given);
    },

    /** What was done before it was drawn. */
    early(host) {
      const acts = early.get(host) ?? [];
      early.delete(host);
      return acts;
    },
  };
}
