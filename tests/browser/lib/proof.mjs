// Elements of social proof on a bare page, and what becomes of their nodes.

import { openPage } from "./chromium.mjs";
import { until } from "./until.mjs";

/** A page of one test's, watched, and closed with it. */
export async function newPage(t, browser, options) {
  const page = await openPage(browser, options);
  t.after(() => page.context().close());
  await watch(page);
  return page;
}

/** Before the page's own scripts: notes violated policies, what is told, and what moves. */
function watch(page) {
  return page.addInitScript(() => {
    globalThis.violations = [];
    globalThis.told = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
    for (const name of ["ready", "error"]) {
      document.addEventListener(`accolade:${name}`, ({ target }) =>
        told.push(`${name} ${target.localName}`),
      );
    }
    globalThis.shifts = [];
    const add = (list) => {
      for (const { sources, startTime } of list.getEntries()) {
        const name = ({ node }) => node?.className ?? node?.localName ?? node?.nodeName;
        const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
        const from = (it) => `${name(it)}: ${box(it.previousRect)} -> ${box(it.currentRect)}`;
        globalThis.shifts.push(`${Math.round(startTime)} ms: ${sources.map(from).join(", ")}`);
      }
    };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  });
}

/** Waits until the first element of a kind is drawn. */
export function drawn(page, kind = "stars") {
  return page.locator(`accolade-${kind} [part~=face]`).first().waitFor();
}

/** Remembers the node that an element has drawn now. */
export function remember(page, kind = "stars") {
  return page.evaluate((tag) => {
    globalThis.before = document.querySelector(tag).shadowRoot.querySelector("[part~=face]");
  }, `accolade-${kind}`);
}

/** Whether that very node still is what the element shows. */
export function isSame(page, kind = "stars") {
  return page.evaluate((tag) => {
    const root = document.querySelector(tag).shadowRoot;
    const faces = root.querySelectorAll("[part~=face]");
    return faces.length === 1 && faces[0] === globalThis.before;
  }, `accolade-${kind}`);
}

/** Sends for the wasm and waits until it has drawn an element of a kind, or has taken it over. */
export async function bring(page, kind = "stars") {
  await page.waitForFunction(() => globalThis.accolade);
  await page.evaluate(() => void globalThis.accolade.refresh());
  await isTold(page, `ready accolade-${kind}`);
}

/** Waits for an event. */
export function isTold(page, what) {
  const told = () => page.evaluate(() => globalThis.told);
  return until(told, (all) => all.includes(what), `the page to be told ${what}`);
}

/** What a screen reader hears of an element. */
export function sentence(page, kind = "stars") {
  return page
    .locator(`accolade-${kind} [part~=rating]`)
    .first()
    .getAttribute("aria-label");
}
