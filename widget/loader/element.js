// The custom elements: a host, an open root, and the attributes that the drawing reads.
import { listen } from "./acts.js";
import { withDoor } from "./panel.js";
import { tendPhotos } from "./photos.js";
import { sharedSheet, still, waiting } from "./shell.js";
import { inlined, put } from "./shown.js";

/** What each element draws, with the attributes that change the drawing. */
export const KINDS = {
  balance: [],
  tier: [],
  rewards: [],
  cart: ["subtotal", "currency", "lines"],
  earn: ["product", "sku", "price", "currency", "quantity"],
  history: [],
  panel: [],
  stars: ["product"],
  reviews: ["product"],
  testimonials: ["layout"],
};

/** What an element of social proof speaks of, as its fragment is asked for. */
const SUBJECTS = {
  stars: product,
  reviews: product,
  testimonials: (host) => (host.getAttribute("layout") === "carousel" ? "carousel" : "wall"),
};

/** An id as the service takes it: one that it does not take would refuse those of all others. */
const ID = /^[\x21-\x7e]{1,128}$/;

// Shopify's long ids are the short ones.
function product(host) {
  const given = host.getAttribute("product")?.trim() ?? "";
  const id = given.replace(/^gid:\/\/shopify\/[^/]+\/(?=[^/]+$)/, "");
  return ID.test(id) ? id : undefined;
}

/** Whether a kind is one of social proof. */
export const isProof = (kind) => kind in SUBJECTS;

/** Defines `accolade-<kind>`; `registry` is told of every host that comes and goes. */
export function define(kind, registry) {
  class Element extends HTMLElement {
    static observedAttributes = KINDS[kind];
    #root;
    #cart;
    #fragment;
    #isResting = false;

    connectedCallback() {
      if (!this.#root) {
        // A root that came with the page is kept: attachShadow over it would empty it.
        this.#root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        this.#root.adoptedStyleSheets = [sharedSheet()];
        // Before the acts: what a photo's button does is no act.
        if (kind === "reviews") tendPhotos(this.#root, registry.photoUrl);
        listen(this.#root, (...act) => registry.act(this, act));
        this.#adoptEarlyCart();
        this.#fragment = inlined(this.#root);
        if (!this.fragment) this.wait();
      }
      registry.connected(this);
    }

    disconnectedCallback() {
      // A host that is only being moved is connected again within the same task.
      queueMicrotask(() => this.isConnected || registry.disconnected(this));
    }

    attributeChangedCallback() {
      if (this.#root) registry.changed(this);
    }

    get kind() {
      return kind;
    }

    /** What an element of social proof speaks of; nothing where that is not said. */
    get subject() {
      const of = SUBJECTS[kind]?.(this);
      return of ? `${kind}:${of}` : undefined;
    }

    /** The fragment that it shows, where that is of its subject. */
    get fragment() {
      return this.#fragment?.given?.e === this.subject ? this.#fragment : undefined;
    }

    /** Whether what it shows is to be read, and nothing else can be done with it. */
    get isResting() {
      return this.#isResting;
    }

    /** Shows a fragment. */
    fill(fragment) {
      this.#isResting = false;
      this.#fragment = put(this.#root, fragment);
    }

    /** The cart this element speaks of; setting it wins over the attributes. */
    get cart() {
      return kind === "cart" ? (this.#cart ?? fromAttributes(this)) : undefined;
    }

    set cart(cart) {
      this.#cart = cart ?? undefined;
      if (this.#root) registry.changed(this);
    }

    /** Shows the bones; answers the node to draw into. */
    wait() {
      this.#fragment = undefined;
      this.#isResting = false;
      const rows = Math.trunc(Number(this.getAttribute("rows"))) || 3;
      return waiting(this.#root, kind, Math.min(Math.max(rows, 1), 12));
    }

    /** Shows what can be read without wasm: the fragment, or the light text alone. */
    rest() {
      this.#isResting = true;
      const stage = this.fragment?.stage;
      if (!stage) return still(this.#root);
      // The sheet takes away what would only look as if it did something.
      stage.classList.add("resting");
      for (const dialog of stage.querySelectorAll("dialog[open]")) dialog.close();
    }

    // A page may set the property before this script has defined the element.
    #adoptEarlyCart() {
      if (!Object.hasOwn(this, "cart")) return;
      const { cart } = this;
      delete this.cart;
      this.cart = cart;
    }
  }
  const made = kind === "panel" ? withDoor(Element, registry) : Element;
  customElements.define(`accolade-${kind}`, made);
}

function fromAttributes(host) {
  const currency = host.getAttribute("currency") ?? undefined;
  const lines = host.getAttribute("lines");
  if (lines !== null) {
    try {
      return { currency, lines: JSON.parse(lines) };
    } catch {
      console.error("accolade: lines must be JSON");
      return undefined;
    }
  }
  const subtotal = host.getAttribute("subtotal");
  if (subtotal === null || !/^\d{1,15}$/.test(subtotal)) return undefined;
  return { currency, lines: [{ price: Number(subtotal), quantity: 1 }] };
}
