// The page's own calls to the edge, as the browser's clock saw them.

const KEY = "counter-page-calls";
const KEPT = 20;

/** The last calls of this tab's pages. @returns {object[]} */
export function pageCalls() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

/**
 * Notes every call of the elements, and the answers that they tell the page.
 * @param {string} edge the edge's origin
 * @param {() => void} changed called after each
 */
export function watchPageCalls(edge, changed) {
  const observer = new PerformanceObserver((list) => {
    const calls = list.getEntries().filter((it) => it.name.startsWith(`${edge}/v1/`));
    for (const call of calls) note(callOf(call));
    if (calls.length > 0) changed();
  });
  observer.observe({ type: "resource", buffered: true });
  for (const name of ["accolade:redeemed", "accolade:declined"]) {
    document.addEventListener(name, ({ detail }) => {
      note({ id: `${name}-${Date.now()}`, at: Date.now(), event: name, response: told(detail) });
      changed();
    });
  }
}

function callOf(entry) {
  const { pathname } = new URL(entry.name);
  return {
    id: `page-${entry.startTime}`,
    at: Math.round(performance.timeOrigin + entry.startTime),
    path: pathname.replace(/^\/v1\/shops\/[^/]+/, ""),
    status: entry.responseStatus,
    ms: Math.round(entry.duration),
    fromPage: true,
  };
}

function told(detail) {
  try {
    return JSON.stringify(detail ?? null);
  } catch {
    return "null";
  }
}

function note(call) {
  const rest = pageCalls().filter((it) => it.id !== call.id || it.at !== call.at);
  sessionStorage.setItem(KEY, JSON.stringify([call, ...rest].slice(0, KEPT)));
}
