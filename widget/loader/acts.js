// What a click, a key or a typed number in an element means: one listener per root reads the marks
// that the views put on their nodes, and hands the act to wasm.

import { wayOf } from "./look.js";
import { nextTab } from "./tabs.js";

/** Listens to a root; `act` is told the act's name, what it is about, its number and its trust. */
export function listen(root, act) {
  root.addEventListener("click", (event) => {
    // Only the dialog's own box is hit beside what is in it: that is the page behind.
    if (event.target.localName === "dialog") act("close", "", undefined, event.isTrusted);
    const node = event.target.closest("[data-act]");
    if (!node || node.getAttribute("aria-disabled") === "true") return;
    act(node.dataset.act, node.dataset.of ?? "", undefined, event.isTrusted);
  });
  root.addEventListener("keydown", (event) => {
    const tab = event.target.closest("[role=tab]");
    const next = tab && nextTab(tab, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
      next.click();
    }
    const way = wayOf(event.target.closest(".viewer"), event.key);
    if (way) act("turn", way, undefined, event.isTrusted);
    // Escape leaves a confirmation, and is then nobody else's, nor the dialog's.
    if (event.key !== "Escape" || !event.target.closest("[data-asking]")) return;
    event.preventDefault();
    event.stopPropagation();
    act("cancel", "", undefined, event.isTrusted);
  });
  // A form is read by its act, and goes nowhere.
  root.addEventListener("submit", (event) => event.preventDefault());
  // The platform closes a dialog by Escape and by the phone's way back; neither event bubbles.
  root.addEventListener("close", () => act("close", "", undefined, true), true);
  for (const [type, name] of [["input", "choose"], ["change", "settle"]]) {
    root.addEventListener(type, ({ target, isTrusted }) => {
      const { change } = target.dataset;
      if (change) return type === "change" && act(change, target.value, undefined, isTrusted);
      const number = target.valueAsNumber;
      act(name, target.dataset.of ?? "", number >= 0 ? number : undefined, isTrusted);
    });
  }
}
