// The elements on a merchant's bare page: what it takes to show them, and what they never do.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { complaints } from "./lib/chromium.mjs";
import * as elements from "./lib/elements.mjs";
import { ELEMENTS, LIGHT, scriptTag, strictPolicy } from "./lib/merchant.mjs";
import { head as tag, openForEach, page, stand } from "./lib/opened.mjs";
import { until } from "./lib/until.mjs";

openForEach();

beforeEach(async () => {
  await page.addInitScript(() => {
    globalThis.violations = [];
    globalThis.told = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
    for (const name of ["ready", "redeemed", "declined", "error"]) {
      document.addEventListener(`accolade:${name}`, (event) => {
        const { target, bubbles, composed, detail } = event;
        told.push({ name, target: target.localName, bubbles, composed, detail });
      });
    }
  });
});

/** Requests of the page whose address ends so. */
function count(ending) {
  const seen = [];
  page.on("request", (request) => {
    if (request.method() !== "OPTIONS" && request.url().endsWith(ending)) seen.push(request.url());
  });
  return seen;
}

const told = () => page.evaluate(() => globalThis.told);

function isReadable() {
  return Promise.all(
    elements.KINDS.map((kind) => elements.element(page, kind).getByText(LIGHT[kind]).isVisible()),
  );
}

test("the text in the tag is shown until the element is ready, and not after", async () => {
  await stand.signIn(340);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => (await held, route.continue()));
  await page.goto(stand.merchant.put("light", { head: tag, body: ELEMENTS }));
  await page.waitForFunction(() => customElements.get("accolade-balance"));
  assert.deepEqual(await isReadable(), [true, true, true, true]);
  release();
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await elements.shows(page, "cart", "This cart earns 42 berries");
  assert.deepEqual(await isReadable(), [false, false, false, false]);
});

test("a strict policy with Trusted Types is kept without one violation", async () => {
  await stand.signIn(340);
  const heard = complaints(page);
  const policy = strictPolicy(stand.edge);
  await page.goto(stand.merchant.put("strict", { head: tag, body: ELEMENTS, policy }));
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await elements.redeemButton(page, "$5 off your order for 100 berries").click();
  await elements.confirmButton(page).click();
  await elements.voucher(page).waitFor();
  assert.deepEqual(await page.evaluate(() => violations), []);
  assert.deepEqual(heard, []);
});

test("where wasm may not run the elements stay readable and say why", async () => {
  await stand.signIn(340);
  const policy = strictPolicy(stand.edge, "");
  await page.goto(stand.merchant.put("no-wasm", { head: tag, body: ELEMENTS, policy }));
  const errors = await until(told, (events) => events.length >= 4, "four events");
  assert.deepEqual(new Set(errors.map(({ name }) => name)), new Set(["error"]));
  assert.deepEqual(errors[0].detail, { reason: "unavailable" });
  assert.deepEqual(await isReadable(), [true, true, true, true]);
  const violated = await page.evaluate(() => violations);
  assert.deepEqual(new Set(violated), new Set(["script-src wasm-eval"]));
});

test("eight elements fetch one account with one token", async () => {
  await stand.signIn(340);
  // What a visit brings is asked for afterwards; here it stays on its way.
  await page.route("**/visits", () => {});
  const accounts = count("/account");
  const binaries = count(".wasm");
  stand.merchant.asked = 0;
  const body = ELEMENTS + ELEMENTS;
  await page.goto(stand.merchant.put("eight", { head: tag, body }));
  await until(told, (events) => events.length >= 8, "eight ready elements");
  assert.equal(accounts.length, 1);
  assert.equal(binaries.length, 1);
  assert.equal(stand.merchant.asked, 1);
});

test("three script tags make one registry", async () => {
  await stand.signIn(340);
  const heard = complaints(page);
  await page.route("**/visits", () => {});
  const accounts = count("/account");
  const binaries = count(".wasm");
  const address = `${stand.edge}/accolade.mjs`;
  const module = tag.replace("async", 'type="module"').replace("accolade.js", "accolade.mjs");
  const head = `${tag}${tag}${module}`;
  await page.goto(stand.merchant.put("three", { head, body: ELEMENTS }));
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  const same = await page.evaluate(async (url) => {
    const { refresh } = await import(url);
    return refresh === accolade.refresh && globalThis[Symbol.for("accolade")].door === accolade;
  }, address);
  assert.equal(same, true);
  assert.deepEqual([accounts.length, binaries.length], [1, 1]);
  assert.deepEqual(heard, []);
});

test("events bubble and leave the shadow they happen in", async () => {
  await stand.signIn(340);
  const body = `<merchant-box></merchant-box>
    <template id="box"><accolade-rewards></accolade-rewards></template>`;
  const url = stand.merchant.put("shadow", { head: tag, body });
  await page.goto(url);
  await page.evaluate(() => {
    customElements.define(
      "merchant-box",
      class extends HTMLElement {
        connectedCallback() {
          const { content } = document.getElementById("box");
          this.attachShadow({ mode: "open" }).append(content.cloneNode(true));
        }
      },
    );
  });
  await elements.redeemButton(page, "Free delivery for 60 berries").click();
  await elements.confirmButton(page).click();
  const events = await until(told, (seen) => seen.length === 2, "ready and redeemed");
  assert.deepEqual(
    events.map(({ name, target, bubbles, composed }) => [name, target, bubbles, composed]),
    [
      ["ready", "merchant-box", true, true],
      ["redeemed", "merchant-box", true, true],
    ],
  );
  assert.deepEqual(events[0].detail, { signedIn: true });
  const { redemption } = events[1].detail;
  assert.deepEqual([redemption.reward, redemption.points, redemption.state], ["ship", 60, "held"]);
});

test("the token is kept in memory alone", async () => {
  await stand.signIn(340);
  await page.goto(stand.merchant.put("memory", { head: tag, body: ELEMENTS }));
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await page.route("**/redemptions", () => {});
  await elements.redeemButton(page, "$5 off your order for 100 berries").click();
  await elements.confirmButton(page).click();
  const stored = await until(
    () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    (text) => text.includes("accolade outbox"),
    "the outbox",
  );
  const document = await page.content();
  const cookies = JSON.stringify(await page.context().cookies());
  const signature = stand.merchant.token.split(".")[2];
  for (const place of [stored, document, cookies]) assert.ok(!place.includes(signature), place);
});

test("another shopper's token replaces everything of the first", async () => {
  const first = stand.shop.token(await stand.signIn(340));
  const second = stand.shop.token(await stand.signIn(77));
  const head = scriptTag(stand.edge, stand.shop.id, "");
  await page.goto(stand.merchant.put("identify", { head, body: ELEMENTS }));
  await elements.shows(page, "balance", "Sign in to see your berries");
  await page.evaluate((token) => accolade.identify(token), first);
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await page.evaluate((token) => accolade.identify(token), second);
  await elements.balanceSays(page, "You have 77 berries, worth $3.00");
  await elements.figureShows(page, "77");
  await page.evaluate(() => accolade.identify(null));
  await elements.shows(page, "balance", "Sign in to see your berries");
});

test("signing out drops the account, the code and the balance", async () => {
  await stand.signIn(340);
  await page.goto(stand.merchant.put("sign-out", { head: tag, body: ELEMENTS }));
  await elements.redeemButton(page, "$5 off your order for 100 berries").click();
  await elements.confirmButton(page).click();
  await elements.voucher(page).waitFor();
  const code = await elements.voucherCode(page);
  stand.merchant.token = null;
  await page.evaluate(() => accolade.signOut());
  for (const kind of elements.KINDS) await elements.shows(page, kind, "Sign in");
  const all = await page.evaluate(() =>
    [...document.querySelectorAll("*")].map((it) => it.shadowRoot?.textContent ?? "").join(" "),
  );
  for (const trace of [code, "240", "340", "$12"]) assert.ok(!all.includes(trace), trace);
});
