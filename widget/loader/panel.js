// What the panel has beside what every element has: it opens and closes, and holds the page still.
import { hold } from "./lock.js";

/** The panel's class, made of the common one. */
export function withDoor(Element, registry) {
  return class extends Element {
    #isOpen = false;

    constructor() {
      super();
      this.addEventListener("accolade:opened", () => this.#turn(true));
      this.addEventListener("accolade:closed", () => this.#turn(false));
    }

    disconnectedCallback() {
      super.disconnectedCallback();
      this.#turn(false);
    }

    /** Whether it is open; setting it opens or closes it. */
    get open() {
      return this.#isOpen;
    }

    set open(isOpen) {
      if (isOpen) this.show();
      else this.close();
    }

    /** Opens it, at `home`, `earn`, `rewards` or `history` where one is named. */
    show(tab = "") {
      registry.act(this, ["open", tab, undefined, true]);
    }

    /** Closes it. */
    close() {
      registry.act(this, ["close", "", undefined, true]);
    }

    rest() {
      super.rest();
      this.#turn(false);
    }

    #turn(isOpen) {
      this.#isOpen = isOpen;
      hold(this, isOpen);
    }
  };
}
