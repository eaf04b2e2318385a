// What a click, a key or a typed number in an element means: one listener per root reads the marks
// that the views put on their nodes, and hands the act to wasm.

/** Listens to a root; `act` is told the act's name, what it is about, its number and its trust. */
export function listen(root, act) {
  root.addEventListener("click", (event) => {
    const node = event.target.closest("[data-act]");
    if (!node || node.getAttribute("aria-disabled") === "true") return;
    act(node.dataset.act, node.dataset.of ?? "", undefined, event.isTrusted);
  });
  root.addEventListener("keydown", (event) => {
    // Escape leaves a confirmation, and is then nobody else's.
    if (event.key !== "Escape" || !event.target.closest("[data-asking]")) return;
    event.stopPropagation();
    act("cancel", "", undefined, event.isTrusted);
  });
  for (const [type, name] of [["input", "choose"], ["change", "settle"]]) {
    root.addEventListener(type, ({ target, isTrusted }) => {
      const number = target.valueAsNumber;
      act(name, target.dataset.of ?? "", number >= 0 ? number : undefined, isTrusted);
    });
  }
}
