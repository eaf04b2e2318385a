// What the shop's page does when Accolade's elements say that something happened.

// The shop's own server escapes what it sends, so its pieces are taken as they are.
const policy = globalThis.trustedTypes?.createPolicy("juniper", { createHTML: (text) => text });

/** Keeps a new code for the checkout and the history up to date. */
export function watchLoyalty() {
  document.addEventListener("accolade:redeemed", (event) => {
    const code = event.detail?.redemption?.code;
    if (typeof code === "string") keepCode(code);
    refreshHistory();
  });
}

async function keepCode(code) {
  await fetch("/cart/code", { method: "POST", body: new URLSearchParams({ code }) });
  const field = document.querySelector('input[name="code"]');
  if (field && field.value === "") field.value = code;
}

async function refreshHistory() {
  const history = document.getElementById("history");
  if (!history) return;
  const response = await fetch("/account/history");
  if (!response.ok) return;
  const text = await response.text();
  history.innerHTML = policy ? policy.createHTML(text) : text;
}
