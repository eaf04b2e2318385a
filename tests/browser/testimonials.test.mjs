// Testimonials: what the shop chose and says so, as a wall, and as a carousel that stands still.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

const CHOSEN = ["ines", "leila", "jonas", "priya", "rosa", "noor"];

let stand;
let page;

before(async () => {
  stand = await openStand({ reviews: { publish: "checked", photo_hosts: [voices.PHOTO_HOST] } });
  const written = await voices.fillUp(stand.shop);
  const chosen = CHOSEN.map((who) => written[who]);
  // What is chosen must be known shop-wide first, which takes a moment.
  await until(
    () => voices.choose(stand.shop, chosen).then(() => true, (refusal) => refusal.message),
    (answer) => answer === true,
    "the chosen ones to be known",
  );
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await proof.newPage(t, stand.browser);
});

const element = () => page.locator("accolade-testimonials");
const quotes = () => element().locator("[part=testimonial]");
const row = () => element().locator("[part=testimonials]");
const scrolled = () => row().evaluate((node) => Math.round(node.scrollLeft));

/** Where the row comes to rest: it stands there at several looks in a row. */
async function rests() {
  const looks = [];
  await until(
    async () => looks.unshift(await scrolled()),
    () => looks.length > 6 && looks.slice(0, 6).every((left) => left === looks[0]),
    "the row to rest",
  );
  return looks[0];
}

async function open(name, attributes, root) {
  const body = `<accolade-testimonials ${attributes}></accolade-testimonials>`;
  await page.goto(voices.pageOf(stand, name, { body, root }));
  await proof.bring(page, "testimonials");
}

test("a wall shows all of them in the shop's order, and who chose them", async () => {
  await open("wall", 'layout="wall"');
  const authors = await quotes().locator(".author").allTextContents();
  assert.equal(authors.length, CHOSEN.length);
  assert.equal(authors[0], "Ines R.");
  await element().getByText("Chosen by the shop").waitFor();
  assert.equal(await quotes().first().locator("[part~=stars]").count(), 1);
});

test("a shop that says its name is named", async () => {
  await open("named", 'layout="wall" shop="Juniper"');
  await element().getByText("Chosen by Juniper").waitFor();
});

for (const [way, root, sign] of [
  ["left to right", 'lang="en"', 1],
  ["right to left", 'lang="en" dir="rtl"', -1],
]) {
  test(`a carousel goes on and back by its buttons, around its ends, ${way}`, async () => {
    await open(`carousel-${sign}`, 'layout="carousel"', root);
    await quotes().first().waitFor();
    const press = async (name) => {
      await element().getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
      return (await rests()) * sign || 0;
    };
    const second = await press("Next");
    assert.ok(second > 100, `${second}`);
    assert.equal(await press("Before"), 0);
    const last = await press("Before");
    assert.ok(last > second, `${last}`);
    assert.equal(await press("Next"), 0);
  });
}

/** What becomes of a carousel in half a minute. */
async function inAWhile() {
  await page.clock.runFor(8_000);
  await page.clock.runFor(8_000);
  return rests();
}

test("a carousel never moves by itself", async () => {
  await page.clock.install();
  await open("still", 'layout="carousel"');
  assert.equal(await inAWhile(), 0);
  assert.equal(await element().getByRole("button", { name: "Stop" }).count(), 0);
});

test("one that the page asks to move does, until it is told to stop", async () => {
  await page.clock.install();
  await open("moves", 'layout="carousel" autoplay');
  await element().getByRole("button", { name: "Stop" }).waitFor();
  await until(inAWhile, (left) => left > 0, "a step by itself");
  const stop = element().getByRole("button", { name: "Stop" });
  await stop.press("Enter");
  await element().getByRole("button", { name: "Go on by itself" }).waitFor();
  await page.evaluate(() => document.querySelector("accolade-testimonials").shadowRoot.activeElement.blur());
  const before = await rests();
  assert.equal(await inAWhile(), before);
});

test("it stands still under a pointer, and for who asked for less motion", async () => {
  await page.clock.install();
  await open("hover", 'layout="carousel" autoplay');
  await element().getByRole("button", { name: "Stop" }).waitFor();
  await row().hover();
  assert.equal(await inAWhile(), 0);
  await page.mouse.move(2, 2);
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await inAWhile(), 0);
});
