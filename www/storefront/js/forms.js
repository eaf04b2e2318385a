// Forms that send themselves when a choice is made.

/** Sends `data-auto` forms on change, and hides the buttons that are for pages without scripts. */
export function watchForms() {
  for (const button of document.querySelectorAll("[data-auto-hides]")) button.hidden = true;
  document.addEventListener("change", (event) => {
    event.target.closest("form[data-auto]")?.requestSubmit();
  });
}
