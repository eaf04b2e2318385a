// The elements through a page's life: moved, left and come back to, out of time, broken.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as elements from "./lib/elements.mjs";
import { buy, createAccount } from "./lib/juniper.mjs";
import { ELEMENTS, LIGHT } from "./lib/merchant.mjs";
import { head, openForEach, page, stand } from "./lib/opened.mjs";
import { PATIENCE_MS, until } from "./lib/until.mjs";

const FIVE_OFF = "$5 off your order for 100 berries";
const HAS_340 = "You have 340 berries, worth $17.00";

openForEach({
  // Playwright turns the back/forward cache off; people have it.
  browserOptions: { ignoreDefaultArgs: ["--disable-back-forward-cache"] },
  change: (program) => (program.hold = "PT1M"),
});

async function open(name, points, body = ELEMENTS) {
  await stand.signIn(points);
  await page.goto(stand.merchant.put(name, { head, body }));
}

function isReadable() {
  return Promise.all(
    elements.KINDS.map((kind) => elements.element(page, kind).getByText(LIGHT[kind]).isVisible()),
  );
}

test("a page that comes back from the cache asks anew who is signed in", async () => {
  await page.addInitScript(() => {
    addEventListener("pageshow", (event) => (globalThis.cameBack = event.persisted));
  });
  await open("left", 340);
  await elements.balanceSays(page, HAS_340);
  await page.goto(stand.merchant.put("elsewhere", { body: "<p>Somewhere else.</p>" }));
  stand.merchant.token = null;
  await page.goBack({ waitUntil: "commit" });
  assert.equal(await page.evaluate(() => globalThis.cameBack), true, "it came from the cache");
  await elements.shows(page, "balance", "Sign in to see your berries");
  const shown = await elements.shown(page, "balance");
  assert.ok(!shown.includes("340"), shown);
});

/** Counts what moves on the page from now on, as the browser measures it. */
function watchShifts() {
  return page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        shifts.push({ value, of: sources.map(({ node }) => node?.localName ?? "?") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

async function movesLess(limit) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const shifts = await page.evaluate(() => globalThis.shifts);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  assert.ok(total < limit, `${total}: ${JSON.stringify(shifts)}`);
}

test("a page that keeps the elements' room does not move when they arrive", async () => {
  await createAccount(page, stand.demo.shop);
  await buy(page, stand.demo.shop, "well-carafe", 2);
  await watchShifts();
  await page.goto(`${stand.demo.shop}/account`);
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  await movesLess(0.005);
});

test("a page that keeps no room hardly moves", async () => {
  await watchShifts();
  await open("shift", 340, `${ELEMENTS}<p>What comes after.</p>`);
  await elements.balanceSays(page, HAS_340);
  await elements.shows(page, "cart", "This cart earns 42 berries");
  // What an account holds decides how tall it is; a tenth is where readers begin to mind.
  await movesLess(0.1);
});

test("an element that is moved or put back shows what it showed", async () => {
  await open("moved", 340, `<section></section>${ELEMENTS}`);
  await elements.balanceSays(page, HAS_340);
  await page.evaluate(() => {
    const host = document.querySelector("accolade-balance");
    document.querySelector("section").append(host);
  });
  await elements.balanceSays(page, HAS_340);
  await page.evaluate(() => {
    globalThis.away = document.querySelector("accolade-balance");
    away.remove();
  });
  assert.equal(await elements.element(page, "balance").count(), 0);
  await page.evaluate(() => document.body.append(globalThis.away));
  await elements.balanceSays(page, HAS_340);
});

test("an element that comes later joins the others", async () => {
  await open("late", 340, "<accolade-balance></accolade-balance>");
  await elements.balanceSays(page, HAS_340);
  await page.evaluate(() => document.body.append(document.createElement("accolade-tier")));
  await elements.tierIs(page, "Bronze");
});

test("a cart that changes is quoted anew", async () => {
  await open("cart", 340);
  await elements.shows(page, "cart", "This cart earns 42 berries");
  const cart = elements.element(page, "cart");
  await cart.evaluate((host) => host.setAttribute("subtotal", "9900"));
  await elements.shows(page, "cart", "This cart earns 99 berries");
  await cart.evaluate((host) => {
    host.cart = { currency: "USD", lines: [{ product: "4411", price: 1900, quantity: 3 }] };
  });
  await elements.shows(page, "cart", "This cart earns 57 berries");
  await cart.evaluate((host) => (host.cart = { currency: "USD", lines: [] }));
  await elements.shows(page, "cart", "Add something to see what it earns");
});

test("a redemption asked for by script waits for the shopper's own hand", async () => {
  await open("redeem", 340);
  await elements.balanceSays(page, HAS_340);
  const ask = () =>
    page.evaluate(() => {
      globalThis.outcome = null;
      accolade.redeem("five-off").then(
        ({ points }) => (outcome = points),
        ({ reason }) => (outcome = reason),
      );
    });
  const outcome = () => page.evaluate(() => globalThis.outcome);
  await ask();
  const confirm = elements.confirmButton(page);
  await confirm.waitFor();
  await confirm.evaluate((button) => button.click());
  assert.equal(await outcome(), null, "a script's click confirms nothing");
  await elements.element(page, "rewards").getByRole("button", { name: "Not now" }).click();
  await until(outcome, (seen) => seen === "cancelled", "the refusal");
  await ask();
  await confirm.click();
  await until(outcome, (seen) => seen === 100, "the redemption");
});

test("a hold that runs out says so and gives the points back by itself", async () => {
  await open("time", 340);
  await elements.redeemButton(page, FIVE_OFF).click();
  await elements.confirmButton(page).click();
  await elements.voucher(page).waitFor();
  // A minute is the shortest hold there is, and this one is real.
  await elements.shows(page, "rewards", "Time is up for $5 off", 2 * PATIENCE_MS);
  await elements.balanceSays(page, HAS_340);
  assert.equal(await elements.voucher(page).count(), 0);
});

test("wasm that can't be used leaves the elements readable", async () => {
  const broken = { status: 200, contentType: "application/wasm", body: "not wasm" };
  await page.route("**/*.wasm", (route) =>
    route.fulfill({ ...broken, headers: { "access-control-allow-origin": "*" } }),
  );
  await page.addInitScript(() => {
    document.addEventListener("accolade:error", () => (globalThis.hasFailed = true));
  });
  await open("broken", 340);
  await page.waitForFunction(() => globalThis.hasFailed);
  assert.deepEqual(await isReadable(), [true, true, true, true]);
});

test("a trap in wasm leaves the elements readable and the page alive", async () => {
  await open("trap", 340);
  await elements.balanceSays(page, HAS_340);
  await page.evaluate(async () => {
    document.addEventListener("accolade:error", ({ detail }) => (globalThis.why = detail.reason));
    const [glue] = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith("/accolade_widget.js"));
    // The very instance that draws the elements; this frees what was never allocated.
    const { default: instance } = await import(glue.name);
    const exports = await instance();
    setTimeout(() => exports.__wbindgen_free(0xfffffff0, 0xfffffff, 8));
  });
  await page.waitForFunction(() => globalThis.why);
  assert.equal(await page.evaluate(() => globalThis.why), "unavailable");
  assert.deepEqual(await isReadable(), [true, true, true, true]);
  assert.deepEqual(
    await page.evaluate(() => accolade.redeem("ship").catch(({ message }) => message)),
    "accolade: unavailable",
  );
});
