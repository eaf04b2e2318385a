// Reviews as shoppers read and write them: by keyboard alone, with votes, photos and a form, and
// with texts of people who mean no good.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { complaints } from "./lib/chromium.mjs";
import { focused, tabTo } from "./lib/elements.mjs";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until, untilText } from "./lib/until.mjs";

/** What is written about here, so that what is read stays as it is. */
const OTHER = { id: "89", title: "Low cup", url: "/products/low-cup" };
const WRITING = { body: `<accolade-reviews product="${OTHER.id}"></accolade-reviews>` };

let stand;
let page;
let written;

before(async () => {
  const reviews = { publish: "checked", photo_hosts: [voices.PHOTO_HOST] };
  stand = await openStand({ reviews });
  written = await voices.fillUp(stand.shop);
  await voices.stock(stand.shop, OTHER);
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await proof.newPage(t, stand.browser);
  stand.merchant.token = null;
});

const reviews = () => page.locator("accolade-reviews");
const cards = () => reviews().locator("[part=review]");
const card = (name) => cards().filter({ hasText: name });
const spoken = () => reviews().locator(".sr[role=status]");
const button = (name) => reviews().getByRole("button", { name, exact: true });
const isButton = (name) => (node) => node.tag === "button" && node.name.startsWith(name);

async function open(name, options) {
  await page.goto(voices.pageOf(stand, name, options));
  await proof.bring(page, "reviews");
}

/** The own part of a shopper is there. */
const isAtHome = () => button("Write a review").waitFor();

const authors = () => cards().locator(".author").allTextContents();

test("the summary says it all, and what a screen reader hears is one sentence", async () => {
  await open("summary");
  assert.equal(await proof.sentence(page, "reviews"), "4.0 of 5 from 12 ratings");
  assert.equal(await reviews().locator("[part=number]").innerText(), "4.0");
  const bars = await reviews().locator("[part=histogram] button > .sr").allTextContents();
  assert.deepEqual(bars, [
    "5 stars: 6 ratings",
    "4 stars: 3 ratings",
    "3 stars: 1 rating",
    "2 stars: 1 rating",
    "1 star: 1 rating",
  ]);
});

test("a bar, a chip and an order change the list by keyboard alone", async () => {
  await open("filters");
  await tabTo(page, isButton("4 stars: 3 ratings"));
  await page.keyboard.press("Enter");
  await untilText(() => spoken().textContent(), "3 reviews");
  assert.match((await focused(page)).name, /^4 stars: 3 ratings/);
  await tabTo(page, isButton("Verified buyers"));
  await page.keyboard.press("Space");
  await untilText(() => spoken().textContent(), "2 reviews");
  await tabTo(page, (node) => node.tag === "select");
  await page.keyboard.type("New");
  await until(authors, (seen) => seen.join() === "Noor,Tom", "the newer one first");
  await tabTo(page, isButton("Show all"));
  await page.keyboard.press("Enter");
  await until(() => cards().count(), (count) => count === 10, "all of the first page");
  assert.equal((await authors())[0], "Rosa M.");
  assert.equal((await focused(page)).tag, "ol");
});

test("a photo opens large, turns by arrow keys and gives the keyboard back", async () => {
  const asked = await voices.servePhotos(page);
  await open("photos");
  const first = "Photo 1 of 3 by Priya S.";
  await card("Priya").getByRole("button", { name: first }).focus();
  await page.keyboard.press("Enter");
  const viewer = reviews().locator("dialog[open]");
  await viewer.waitFor();
  const seen = () => viewer.locator("img").getAttribute("alt");
  await page.keyboard.press("ArrowRight");
  await untilText(seen, "Photo 2 of 3 by Priya S.");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await untilText(seen, "Photo 3 of 3 by Priya S.");
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });
  const node = await until(
    () => page.evaluate(() => document.querySelector("accolade-reviews").shadowRoot.activeElement?.querySelector("img")?.alt),
    (alt) => alt === first,
    "the keyboard to be where it was",
  );
  assert.equal(node, first);
  assert.ok(asked.length >= 3);
  assert.deepEqual([...new Set(asked.map(({ referer }) => referer))], [undefined]);
});

test("photos come lazily, into boxes that have their size already", async () => {
  await page.route(`https://${voices.PHOTO_HOST}/**`, (route) => route.abort());
  await open("lazy");
  const pictures = await reviews().locator("img").evaluateAll((all) =>
    all.map((it) => [it.loading, it.referrerPolicy, it.clientWidth === it.clientHeight]),
  );
  assert.equal(pictures.length, 4);
  for (const it of pictures) assert.deepEqual(it, ["lazy", "no-referrer", true]);
});

test("a long text is folded, and opens without any script of ours", async () => {
  await open("fold");
  const priya = card("Priya");
  const end = priya.getByText("perhaps choose the low ones");
  assert.equal(await end.isVisible(), false);
  const more = priya.locator("summary", { hasText: "Read more" });
  await more.press("Enter");
  assert.equal(await end.isVisible(), true);
  await more.press("Enter");
  assert.equal(await end.isVisible(), false);
});

test("the mark of a verified buyer explains itself", async () => {
  await open("verified");
  const meaning = card("Ines").getByText("The shop has a paid order of this person");
  assert.equal(await meaning.isVisible(), false);
  await card("Ines").locator("summary", { hasText: "Verified buyer" }).press("Enter");
  assert.equal(await meaning.isVisible(), true);
  assert.equal(await card("Mia").getByText("Verified buyer").count(), 0);
});

test("a vote counts at once, is said, moves and is taken back", async () => {
  await stand.signIn();
  await open("votes");
  await isAtHome();
  const group = card("Jonas").getByRole("group", { name: "Was this helpful?" });
  const told = page.waitForResponse((answer) => answer.url().endsWith("/votes"));
  await group.getByRole("button", { name: "Helpful", exact: true }).press("Enter");
  await untilText(() => spoken().textContent(), "Counted as helpful");
  const counted = group.getByRole("button", { name: "Helpful, 1 so far" });
  await counted.waitFor();
  assert.equal(await counted.getAttribute("aria-pressed"), "true");
  await told;
  await page.reload();
  await proof.bring(page, "reviews");
  const again = group.locator("[aria-pressed=true]");
  await again.waitFor();
  await group.getByRole("button", { name: "Not helpful" }).press("Enter");
  await group.getByRole("button", { name: "Not helpful, 1 so far" }).waitFor();
  const votes = () => voices.votesOn(stand.shop, written.jonas);
  await until(votes, ({ helpful, unhelpful }) => helpful === 0 && unhelpful === 1, "the moved vote");
  await group.getByRole("button", { name: "Not helpful, 1 so far" }).press("Enter");
  await untilText(() => spoken().textContent(), "Your vote is taken back");
  await until(votes, ({ unhelpful }) => unhelpful === 0, "the vote to be taken back");
});

test("a vote counts where the very next click leaves the page", async () => {
  await stand.signIn();
  await open("vote-left");
  await isAtHome();
  const noor = card("Noor").getByRole("group", { name: "Was this helpful?" });
  await noor.getByRole("button", { name: /^Helpful/ }).evaluate((button) => {
    button.click();
    location.href = "about:blank";
  });
  await page.waitForURL("about:blank");
  await until(
    async () => (await voices.votesOn(stand.shop, written.noor)).helpful,
    (helpful) => helpful === 1,
    "the vote on Noor's review",
  );
});

test("a vote that does not get through is taken back and says so", async () => {
  await stand.signIn();
  await open("vote-lost");
  await isAtHome();
  await page.route("**/votes", (route) => route.fulfill({ status: 503, json: {} }));
  const helpful = card("Ines").getByRole("button", { name: /^Helpful/ });
  const before = await helpful.getAttribute("aria-label");
  await helpful.click();
  await card("Ines").getByText("Your vote didn't get through.").waitFor();
  assert.equal(await helpful.getAttribute("aria-label"), before);
  assert.equal(await helpful.getAttribute("aria-pressed"), "false");
});

test("a visitor who votes or writes hears a calm word and finds the way to sign in", async () => {
  await open("visitor");
  const ines = card("Ines");
  await ines.getByRole("button", { name: /^Helpful/ }).click();
  await ines.getByText("Sign in to say so; each person counts once.").waitFor();
  const way = await ines.getByRole("link").getAttribute("href");
  assert.equal(way, `${stand.merchant.origin}/sign-in`);
  await button("Write a review").click();
  await reviews().getByText("Sign in to write a review.").last().waitFor();
  assert.equal(await reviews().locator("form").count(), 0);
});

test("a review is written by keyboard alone, and is there for everybody", async () => {
  await stand.signIn();
  await open("write", WRITING);
  await isAtHome();
  await page.evaluate(() => {
    globalThis.heard = [];
    document.addEventListener("accolade:reviewed", ({ detail }) => heard.push(detail));
  });
  await reviews().getByText("It brings you 25 berries, the same for every rating.").waitFor();
  await tabTo(page, isButton("Write a review"));
  await page.keyboard.press("Enter");
  await until(() => focused(page), (node) => node.name === "1 star, poor", "the first star");
  await tabTo(page, isButton("Send it"));
  await page.keyboard.press("Enter");
  // The stars are missing: that is said beside them, and the keyboard is there.
  await reviews().getByText("Choose from one to five stars.").last().waitFor();
  await until(() => focused(page), (node) => node.name === "1 star, poor", "back at the stars");
  for (const _ of [2, 3, 4]) await page.keyboard.press("ArrowRight");
  assert.equal((await focused(page)).name, "4 stars, good");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Sturdy");
  await page.keyboard.press("Tab");
  await page.keyboard.type("It has survived a toddler so far.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await reviews().getByText("Thank you. Your review is there for everybody now.").waitFor();
  const [told] = await page.evaluate(() => globalThis.heard);
  assert.equal(told.product, OTHER.id);
  assert.equal(told.review.title, "Sturdy");
  const own = reviews().locator("[part=own-review]");
  assert.match(await own.innerText(), /Your review\s+Sturdy\s+Published/);
  assert.equal(await button("Write a review").count(), 0);
  await until(() => proof.sentence(page, "reviews"), (said) => said === "4.0 of 5 from 1 rating", "the first rating");
});

test("what the checks stop waits for the shop, and is changed by its writer", async () => {
  await stand.signIn();
  await open("pending", WRITING);
  await isAtHome();
  await button("Write a review").click();
  await reviews().getByRole("radio", { name: "5 stars, excellent" }).check();
  await reviews().getByLabel("What you would tell a friend").fill("See https://spam.example/now");
  await button("Send it").click();
  await reviews().getByText("Thank you. It appears when the shop has looked at it.").waitFor();
  const own = reviews().locator("[part=own-review]");
  await own.getByText("Waiting for the shop to look at it").waitFor();
  await own.getByRole("button", { name: "Change it" }).click();
  const text = reviews().getByLabel("What you would tell a friend");
  await until(() => text.inputValue(), (value) => value.startsWith("See https"), "the text");
  assert.equal(await reviews().getByRole("radio", { name: /^5/ }).isChecked(), true);
  await text.fill("A plain word about a plain cup.");
  await button("Save the change").click();
  await reviews().getByText("Thank you. Your review is there for everybody now.").waitFor();
});

test("a review that can't be sent is kept, and sent from the next page", async () => {
  await stand.signIn();
  await open("unsent", WRITING);
  await isAtHome();
  await button("Write a review").click();
  await reviews().getByRole("radio", { name: /^3/ }).check();
  await reviews().getByLabel("What you would tell a friend").fill("Kept through a tunnel.");
  const isReview = (url) => url.pathname.endsWith(`/products/${OTHER.id}/reviews`);
  await page.route(isReview, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await button("Send it").click();
  await reviews().getByRole("alert").getByText("No connection. Your review is kept here").waitFor();
  await page.reload();
  await proof.bring(page, "reviews");
  await reviews().getByText("A review of yours hasn't been sent yet.").waitFor();
  await button("Write a review").click();
  await reviews().getByText("This hasn't been sent yet. It was kept for you.").waitFor();
  const text = reviews().getByLabel("What you would tell a friend");
  await until(() => text.inputValue(), (value) => value === "Kept through a tunnel.", "the text");
  await page.unroute(isReview);
  await button("Send it").click();
  await reviews().getByText("Thank you. Your review is there for everybody now.").waitFor();
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.deepEqual(keys.filter((key) => key.startsWith("accolade review")), []);
});

test("what was typed and put aside is still there, and nobody else sees it", async () => {
  await stand.signIn();
  await open("aside", WRITING);
  await isAtHome();
  await button("Write a review").click();
  const text = reviews().getByLabel("What you would tell a friend");
  await text.fill("Half a thought");
  await button("Not now").click();
  await text.waitFor({ state: "detached" });
  await button("Write a review").click();
  await until(() => text.inputValue(), (value) => value === "Half a thought", "the half thought");
  await stand.signIn();
  await page.evaluate((token) => globalThis.accolade.identify(token), stand.merchant.token);
  await text.waitFor({ state: "detached" });
  await isAtHome();
  await button("Write a review").click();
  assert.equal(await text.inputValue(), "");
});

test("texts of every direction stand by their own", async () => {
  for (const [name, root] of [["ltr", 'lang="en"'], ["rtl", 'lang="en" dir="rtl"']]) {
    await open(`mixed-${name}`, { root });
    const way = (who) =>
      card(who).locator("[part=text]").first().evaluate((node) => getComputedStyle(node).direction);
    assert.equal(await way("ليلى"), "rtl", name);
    assert.equal(await way("Ines"), "ltr", name);
  }
});

test("the fragment is taken over in place, and nothing moves by it", async () => {
  await voices.servePhotos(page);
  const body = `${voices.ELEMENT}<p>What is below.</p>`;
  const heard = complaints(page);
  await page.goto(voices.pageOf(stand, "fragment", { body }));
  await proof.drawn(page, "reviews");
  await proof.remember(page, "reviews");
  // How long a list is only the fragment knows; from then on it keeps its size.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.evaluate(() => (globalThis.shifts.length = 0));
  await proof.bring(page, "reviews");
  assert.equal(await proof.isSame(page, "reviews"), true);
  assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(heard, []);
});

test("a product without reviews offers the first step", async () => {
  await voices.stock(stand.shop, { id: "99", title: "New cup", url: "/new" });
  await open("empty", { body: '<accolade-reviews product="99"></accolade-reviews>' });
  await reviews().getByText("No reviews yet.").waitFor();
  await button("Write a review").waitFor();
});

test("ten more come by a button, which leaves the keyboard at the first of them", async () => {
  await voices.stock(stand.shop, { id: "77", title: "Old cup", url: "/old" });
  await voices.bring(stand.shop, voices.exported(23, "77"));
  await open("many", { body: '<accolade-reviews product="77"></accolade-reviews>' });
  await until(() => cards().count(), (count) => count === 10, "the first ten");
  assert.equal(await cards().first().getByText("From Judge.me").count(), 1);
  await button("Show more").press("Enter");
  await until(() => cards().count(), (count) => count === 20, "ten more");
  await untilText(() => spoken().textContent(), "10 more");
  const name = await cards().nth(10).locator("article").getAttribute("aria-label");
  assert.equal((await focused(page)).tag, "article");
  assert.equal(
    await page.evaluate(() =>
      document.querySelector("accolade-reviews").shadowRoot.activeElement.getAttribute("aria-label"),
    ),
    name,
  );
  await button("Show more").click();
  await until(() => cards().count(), (count) => count === 23, "the rest");
  assert.equal(await button("Show more").count(), 0);
  const titles = await cards().locator(".name[part=title]").allTextContents();
  assert.equal(new Set(titles).size, 23);
});

test("a list that can't be read on says so, and does when it can", async () => {
  await open("unread");
  await page.route("**/products/88/reviews?*", (route) => route.abort());
  await button("Show more").click();
  await reviews().locator("p.quiet", { hasText: "We can't read on right now." }).waitFor();
  await page.unroute("**/products/88/reviews?*");
  await button("Try again").click();
  await until(() => cards().count(), (count) => count > 10, "the rest");
});

test("links are few, safe and say whose they are", async () => {
  await open("links");
  const links = await reviews().locator("[part=text] a").evaluateAll((all) =>
    all.map((link) => [link.href, link.rel]),
  );
  assert.deepEqual(links, [["https://juniper.example/kiln", "ugc nofollow noopener"]]);
});
