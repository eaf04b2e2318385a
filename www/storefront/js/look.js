// The switch in the corner, without a new page where none is needed.

/** Applies the chosen look at once and lets the shop remember it. */
export function watchLook() {
  const form = document.querySelector("form[data-look]");
  form?.addEventListener("change", (event) => apply(form, event.target.name));
}

async function apply(form, changed) {
  const chosen = new FormData(form);
  const { documentElement: root } = document;
  root.dataset.theme = chosen.get("theme");
  root.dataset.scheme = chosen.get("scheme");
  root.dir = chosen.get("dir");
  await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(chosen),
    redirect: "manual",
  });
  // Whether wasm may run is said by the page's headers, so it takes a new page.
  if (changed === "wasm") location.reload();
}
