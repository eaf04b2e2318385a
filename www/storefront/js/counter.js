// The drawer: what the edge did for the last clicks, the shop's calls and the page's own.

import { pageCalls, watchPageCalls } from "./page-calls.js";
import { callItem } from "./counter-view.js";

const OPEN = "counter-open";

/** Fills the drawer while it is open, and keeps it open from page to page. */
export function watchCounter() {
  const drawer = document.getElementById("counter");
  const list = document.getElementById("calls");
  if (!drawer || !list) return;
  const refresh = () => {
    if (drawer.matches(":popover-open")) show(list);
  };
  watchPageCalls(document.body.dataset.accolade, refresh);
  drawer.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    sessionStorage.setItem(OPEN, open ? "yes" : "no");
    if (open) show(list);
  });
  if (sessionStorage.getItem(OPEN) === "yes") drawer.showPopover();
}

async function show(list) {
  const response = await fetch("/counter");
  const { calls } = response.ok ? await response.json() : { calls: [] };
  const all = [...calls, ...pageCalls()].sort((a, b) => b.at - a.at).reduce(together, []);
  if (all.length === 0) {
    const item = document.createElement("li");
    item.textContent = "Nothing yet. Sign in or buy something, and look again.";
    list.replaceChildren(item);
    return;
  }
  const open = new Set([...list.querySelectorAll("details[open]")].map((it) => it.dataset.key));
  list.replaceChildren(...all.map((call) => callItem(call, open)));
}

// Several elements of a page may ask the same thing in a row: one line for all of them.
function together(list, call) {
  const last = list.at(-1);
  const same = call.fromPage && last?.fromPage && last.path === call.path;
  if (same && last.status === call.status) last.times = (last.times ?? 1) + 1;
  else list.push(call);
  return list;
}
