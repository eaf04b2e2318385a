// What people say of the demo shop's things: on its cards, its product pages and its first page.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { complaints, openChromium, openPage } from "./lib/chromium.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as juniper from "./lib/juniper.mjs";
import * as proof from "./lib/proof.mjs";
import { until } from "./lib/until.mjs";

const INLINED = "morning-ridge";
const ASKED_FOR = "tide-mug";
const SAID = { [INLINED]: "Apricot, honestly", [ASKED_FOR]: "Three fingers, as promised" };

let demo;
let browser;
let page;
let heard;

before(async () => {
  demo = await startDemo();
  browser = await openChromium();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

beforeEach(async (t) => {
  page = await proof.newPage(t, browser);
  heard = complaints(page);
});

const open = (slug) => page.goto(`${demo.shop}/products/${slug}`);
const reviews = () => juniper.hook(page, "reviews");
const titled = (title) => reviews().locator("[part~=title]", { hasText: title });
const shifts = () => page.evaluate(() => globalThis.shifts);

/** Waits until the wasm has taken over. */
async function bring(kind) {
  await proof.bring(page, kind);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
}

test("every card of the first page has its stars, and some said more", async () => {
  await page.goto(`${demo.shop}/`);
  await until(
    () => page.locator("accolade-stars [part~=rating]").count(),
    (count) => count === 8,
    "the stars of eight products",
  );
  const chosen = juniper.hook(page, "testimonials");
  assert.equal(await chosen.locator("[part~=testimonial]").count(), 6);
  await chosen.getByText("Moved house with it").waitFor();
  await bring("testimonials");
  assert.deepEqual(await shifts(), []);
  const link = chosen.getByRole("link", { name: "Slow Hearth" });
  assert.equal(new URL(await link.evaluate((it) => it.href)).pathname, "/products/slow-hearth");
  assert.deepEqual(heard, []);
});

for (const slug of [INLINED, ASKED_FOR]) {
  test(`the page of ${slug} shows its reviews, and nothing moves`, async () => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await open(slug);
    await titled(SAID[slug]).waitFor();
    await proof.remember(page, "stars");
    await bring("reviews");
    assert.equal(await proof.isSame(page, "stars"), true);
    const questions = asked.filter((url) => url.includes("/fragments?"));
    assert.equal(questions.some((url) => url.includes("e=reviews")), slug === ASKED_FOR);
    assert.equal(await page.locator("script[type='application/ld+json']").count(), 1);
    assert.deepEqual(await shifts(), []);
    await juniper.hook(page, "rated").click();
    assert.equal(await reviews().evaluate((it) => it.getBoundingClientRect().top < 400), true);
    assert.deepEqual(heard, []);
  });

  test(`the page of ${slug} is read where wasm may not run`, async () => {
    await open(slug);
    await juniper.hook(page, "open-look").click();
    const anew = page.waitForEvent("domcontentloaded");
    await page.locator('[data-test="look-wasm-off"]').click();
    await anew;
    await titled(SAID[slug]).waitFor();
    await page.evaluate(() => void globalThis.accolade?.refresh());
    await proof.isTold(page, "error accolade-reviews");
    assert.equal(await titled(SAID[slug]).isVisible(), true);
  });
}

test("the page that has its reviews in it needs no script at all", async () => {
  const plain = await openPage(browser, { javaScriptEnabled: false });
  await plain.goto(`${demo.shop}/products/${INLINED}`);
  const said = juniper.hook(plain, "reviews").locator("[part~=title]");
  assert.ok((await said.allTextContents()).includes(SAID[INLINED]));
  await plain.context().close();
});

test("who has bought a thing is asked how it is, and is a verified buyer", async () => {
  await juniper.createAccount(page, demo.shop);
  await juniper.buy(page, demo.shop, "well-carafe");
  await juniper.hook(page, "to-account").click();
  await juniper.hook(page, "say").click();
  await page.waitForURL("**/products/well-carafe#reviews");
  await reviews().getByRole("button", { name: "Write a review" }).click();
  await reviews().getByRole("radio", { name: "4 stars" }).press("Space");
  await reviews().locator("[name=title]").fill("It pours");
  await reviews().locator("[name=body]").fill("Not a drop beside the glass. Eleven attempts well spent.");
  await reviews().getByRole("button", { name: "Send it" }).click();
  const own = reviews().locator("[part~=review]", { hasText: "It pours" });
  await own.getByText("Verified buyer").waitFor();
  assert.deepEqual(heard, []);
});
