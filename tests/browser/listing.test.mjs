// Lists of reviews: what they say while and after a question fails, where the keyboard goes, what
// several elements of one product say, and how little a vote among many draws again.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { focused, tabTo } from "./lib/elements.mjs";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

const CUP = voices.PRODUCT.id;
const MUG = "77";
const VASE = "78";
const POT = "79";
/** So many that drawing all of them again would show. */
const MANY = 200;

let stand;
let page;

before(async () => {
  stand = await openStand({ reviews: { publish: "checked", photo_hosts: [voices.PHOTO_HOST] } });
  await voices.fillUp(stand.shop);
  for (const id of [MUG, VASE, POT]) await voices.stock(stand.shop, { id, title: id, url: "/x" });
  await voices.bring(stand.shop, voices.exported(23, MUG));
  await voices.bring(stand.shop, voices.exported(MANY, VASE));
  await voices.areThere(stand.shop, MANY, VASE);
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await proof.newPage(t, stand.browser);
  stand.merchant.token = null;
});

const reviews = () => page.locator("accolade-reviews").first();
const cards = () => reviews().locator("[part=review]");
const button = (name) => reviews().getByRole("button", { name, exact: true });
const spoken = () => reviews().locator(".sr[role=status]");
const says = async (words) =>
  until(async () => (await spoken().textContent()).trim(), (said) => said === words, `to hear ${words}`);
const shows = (count) => until(() => cards().count(), (seen) => seen === count, `${count} cards`);
const isAt = (tag) => until(() => focused(page), (node) => node.tag === tag, `the keyboard at ${tag}`);
const isList = (product) => (url) => url.pathname.endsWith(`/products/${product}/reviews`);

async function open(name, product = CUP, more = "") {
  const body = `<accolade-reviews product="${product}"></accolade-reviews>${more}`;
  await page.goto(voices.pageOf(stand, name, { body }));
  await proof.bring(page, "reviews");
}

test("what could not be read on is tried again from where it stood", async () => {
  await open("again", MUG);
  await button("Show more").click();
  await shows(20);
  await page.route(isList(MUG), (route) => route.abort());
  await button("Show more").click();
  await reviews().locator("p.quiet", { hasText: "We can't read on right now." }).waitFor();
  await says("We can't read on right now.");
  await page.unrouteAll();
  await button("Try again").press("Enter");
  await shows(23);
  await isAt("article");
});

test("a filter that fails says nothing untrue, and is tried again", async () => {
  await open("filter-lost");
  await shows(10);
  await page.route(isList(CUP), (route) => route.abort());
  const bar = button("4 stars: 3 ratings");
  await bar.press("Enter");
  await reviews().locator("p.quiet", { hasText: "We can't show the reviews right now." }).waitFor();
  await says("We can't show the reviews right now.");
  assert.equal(await bar.getAttribute("aria-pressed"), "true");
  assert.equal(await reviews().locator(".matching").innerText(), "Show all");
  assert.equal(await button("Show more").count(), 0);
  // The same once more is heard once more.
  const before = await spoken().textContent();
  await button("Try again").press("Enter");
  await until(() => spoken().textContent(), (said) => said !== before, "to hear it again");
  await page.unrouteAll();
  await button("Try again").press("Enter");
  await isAt("ol");
  await shows(3);
  await says("3 reviews");
  await isAt("ol");
});

test("an order that fails can be left for the one that is shown", async () => {
  await open("order-lost");
  await page.route(isList(CUP), (route) => route.abort());
  const order = reviews().locator("select");
  await order.selectOption("newest");
  await reviews().locator("p.quiet", { hasText: "We can't show the reviews right now." }).waitFor();
  await order.selectOption("helpful");
  await button("Try again").waitFor({ state: "detached" });
  await page.unrouteAll();
  await button("Show more").click();
  await shows(12);
});

test("all shown again, the keyboard is at the list", async () => {
  await open("all");
  await tabTo(page, (node) => node.name.startsWith("4 stars: 3"));
  await page.keyboard.press("Enter");
  await shows(3);
  await tabTo(page, (node) => node.name === "Show all");
  await page.keyboard.press("Enter");
  await shows(10);
  await isAt("ol");
});

test("more that come leave who writes meanwhile where they are", async () => {
  await stand.signIn();
  await open("meanwhile", MUG);
  await reviews().getByText("It brings you 25 berries").waitFor();
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(isList(MUG), async (route) => {
    await held;
    await route.continue();
  });
  await button("Show more").press("Enter");
  await button("Write a review").click();
  await reviews().getByLabel("What you would tell a friend").fill("While I wait");
  release();
  await shows(20);
  assert.equal((await focused(page)).tag, "textarea");
});

test("every element of a product says the same after a review and a vote", async () => {
  const first = await voices.write(stand.shop, "pia", { rating: 2, title: "Leaks" }, POT);
  await stand.signIn();
  const more = `<accolade-stars product="${POT}"></accolade-stars>
    <accolade-reviews product="${POT}"></accolade-reviews>`;
  await open("several", POT, more);
  await reviews().getByText("It brings you 25 berries").waitFor();
  const second = page.locator("accolade-reviews").last();
  await button("Write a review").click();
  await reviews().getByRole("radio", { name: /^4/ }).check();
  await reviews().getByLabel("In a few words").fill("Pours well");
  await button("Send it").click();
  const sentence = "3.0 of 5 from 2 ratings";
  for (const kind of ["reviews", "stars"]) {
    await until(() => proof.sentence(page, kind), (said) => said === sentence, kind);
  }
  await second.locator("[part=review]", { hasText: "Pours well" }).waitFor();
  const vote = (list) =>
    list.locator("[part=review]", { hasText: "Leaks" }).getByRole("button", { name: /^Helpful/ });
  await vote(reviews()).click();
  await second.getByRole("button", { name: "Helpful, 1 so far" }).waitFor();
  assert.equal(await vote(second).getAttribute("aria-pressed"), "true");
  assert.equal((await voices.votesOn(stand.shop, first, POT)).helpful, 1);
});

test(`a vote among ${MANY} draws its own card again and no other`, async () => {
  await stand.signIn();
  await page.addInitScript(() => {
    globalThis.dates = 0;
    const { prototype } = Intl.DateTimeFormat;
    const { get } = Object.getOwnPropertyDescriptor(prototype, "format");
    Object.defineProperty(prototype, "format", {
      get() {
        globalThis.dates += 1;
        return get.call(this);
      },
    });
  });
  await open("many", VASE);
  await reviews().getByText("It brings you 25 berries").waitFor();
  for (let count = 20; count <= MANY; count += 10) {
    await button("Show more").click();
    await shows(count);
  }
  assert.ok((await page.evaluate(() => globalThis.dates)) >= MANY - 10);
  await page.evaluate(() => {
    const list = document.querySelector("accolade-reviews").shadowRoot.querySelector(".cards");
    globalThis.touched = new Set();
    new MutationObserver((changes) => {
      const item = ({ target }) => (target.closest ? target : target.parentElement).closest(".cards > li");
      for (const change of changes) touched.add([...list.children].indexOf(item(change)));
    }).observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
    globalThis.dates = 0;
  });
  const told = page.waitForResponse((answer) => answer.url().endsWith("/votes"));
  await cards().nth(120).getByRole("button", { name: "Helpful", exact: true }).click();
  await told;
  await cards().nth(120).getByRole("button", { name: "Helpful, 1 so far" }).waitFor();
  assert.deepEqual(await page.evaluate(() => [...globalThis.touched]), [120]);
  assert.ok((await page.evaluate(() => globalThis.dates)) <= 8);
});

test("where nothing was chosen, what the shop wrote stands", async () => {
  const body = "<accolade-testimonials><p>Ask us anything.</p></accolade-testimonials>";
  await page.goto(voices.pageOf(stand, "nothing", { body }));
  await proof.bring(page, "testimonials");
  const shown = page.locator("accolade-testimonials");
  assert.equal(await shown.getByText("Ask us anything.").isVisible(), true);
  assert.equal(await shown.locator("[part=testimonials]").count(), 0);
});
