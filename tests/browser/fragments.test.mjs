// Fragments: elements that the edge has drawn, read before any wasm, and taken over in place.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { complaints, openPage } from "./lib/chromium.mjs";
import { scriptTag, strictPolicy } from "./lib/merchant.mjs";
import * as proof from "./lib/proof.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

/** What is asked for, and the element that shows it. */
const ELEMENTS = {
  stars: ["stars:88", '<accolade-stars product="88"></accolade-stars>'],
  reviews: ["reviews:88", '<accolade-reviews product="88"></accolade-reviews>'],
  testimonials: ["testimonials:wall", "<accolade-testimonials></accolade-testimonials>"],
};
const STARS = '<accolade-stars product="88">Rated by people.</accolade-stars>';
const SENTENCE = "4.7 of 5 from 3 ratings";
/** What would end a script, or run, if it ever became markup. */
const HOSTILE = "</script></template><img src=x onerror=alert(1)> <!-- \u2028 & \"quoted\"";
const REVIEWS = [
  { rating: 5, author: "Ada", title: "A cup like no other", body: "It keeps the heat." },
  { rating: 5, author: `Bo ${HOSTILE}`.slice(0, 60), body: HOSTILE },
  { rating: 4 },
];

let stand;
let page;
let tag;

before(async () => {
  stand = await openStand();
  tag = scriptTag(stand.edge, stand.shop.id);
  for (const product of ["88", "89"]) await stand.shop.product(product, "A cup");
  const written = [];
  for (const [at, review] of REVIEWS.entries()) {
    written.push(await stand.shop.review(`writer-${at}`, "88", review));
  }
  await until(
    () => fetch(`${address("ratings")}?products=88,89`).then((answer) => answer.json()),
    ({ ratings }) => ratings[0].rating.rating_count === REVIEWS.length,
    "the shop's voices to have heard of the reviews",
  );
  const chosen = written.slice(0, 2).map(({ review }) => ({ product: "88", review: review.id }));
  await stand.shop.choose(chosen);
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await openPage(stand.browser);
  t.after(() => page.context().close());
  await proof.watch(page);
});

/** The address of something of the shop. */
const address = (name) => `${stand.edge}/v1/shops/${stand.shop.id}/${name}`;

/** Requests of the page whose address has this in it. */
function requests(part) {
  const seen = [];
  page.on("request", (request) => {
    if (request.method() !== "OPTIONS" && request.url().includes(part)) seen.push(request.url());
  });
  return seen;
}

/** Lets the fragments through after a change. */
function change(how) {
  return page.route("**/fragments?*", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    how(body);
    await route.fulfill({ response, json: body });
  });
}

/**
 * A page with an element's root in its own HTML, as a shop's server puts it there; the sheet is sent
 * for in the head, since a root's own link holds nothing back.
 */
async function inlined(e, element) {
  const response = await fetch(`${address("fragments")}?as=html&e=${e}&locale=en`);
  const { assets, fragments } = await response.json();
  const sheet = `<link rel="preload" as="style" href="${assets}accolade.css">`;
  return { head: sheet + tag, body: element.replace(">", `>${fragments[0].html}`) };
}

const violations = () => page.evaluate(() => globalThis.violations);
const moved = () => page.evaluate(() => globalThis.shifts);

test("stars are read before any wasm is asked for, which takes over the same node", async () => {
  const binaries = requests(".wasm");
  await page.goto(stand.merchant.put("before", { head: tag, body: STARS }));
  await proof.drawn(page);
  assert.equal(await proof.sentence(page), SENTENCE);
  assert.deepEqual(binaries, []);
  await proof.remember(page);
  await proof.bring(page);
  assert.equal(binaries.length, 1);
  assert.equal(await proof.isSame(page), true);
  assert.equal(await proof.sentence(page), SENTENCE);
});

test("nothing below the stars moves, from the first paint to the taking over", async () => {
  const other = STARS.replace("88", "89");
  const body = `${STARS}<p>What is below.</p>${other}<p>.</p>`;
  const policy = strictPolicy(stand.edge);
  await page.goto(stand.merchant.put("still", { head: tag, body, policy }));
  await proof.drawn(page);
  await proof.bring(page);
  assert.deepEqual(await moved(), []);
});

test("where the page allows no policy of ours the wasm draws by calls of the DOM", async () => {
  const policy = `${strictPolicy(stand.edge)}; trusted-types other`;
  await page.goto(stand.merchant.put("refused", { head: tag, body: STARS, policy }));
  await proof.isTold(page, "ready accolade-stars");
  assert.equal(await proof.sentence(page), SENTENCE);
  assert.deepEqual(await violations(), ["trusted-types trusted-types-policy"]);
});

test("the wasm of another build draws afresh", async () => {
  await change((body) => body.fragments.forEach((it) => (it.build = "0123456789abcdef")));
  await page.goto(stand.merchant.put("other", { head: tag, body: STARS }));
  await proof.drawn(page);
  await proof.remember(page);
  await proof.bring(page);
  assert.equal(await proof.isSame(page), false);
  assert.equal(await proof.sentence(page), SENTENCE);
});

for (const [name, spoil] of [
  ["comments that were taken away", (html) => html.replace(/<!--.*?-->/g, "")],
  ["a node more", (html) => html.replace("<svg", "<b></b><svg")],
  ["a node less", (html) => html.replace(/<path[^>]*><\/path>/, "")],
]) {
  test(`${name}: the wasm draws afresh and nothing traps`, async () => {
    const heard = complaints(page);
    await change((body) => body.fragments.forEach((it) => (it.html = spoil(it.html))));
    await page.goto(stand.merchant.put("spoiled", { head: tag, body: STARS }));
    await proof.drawn(page);
    await proof.remember(page);
    await proof.bring(page);
    assert.equal(await proof.isSame(page), false);
    assert.equal(await proof.sentence(page), SENTENCE);
    assert.deepEqual(heard, []);
  });
}

test("a trap while nodes are taken over leaves the fragment to be read", async () => {
  const other = (html) => html.replace(/<span (class="number"[^>]*>.*?<)\/span>/, "<b $1/b>");
  await change((body) => body.fragments.forEach((it) => (it.html = other(it.html))));
  await page.goto(stand.merchant.put("trap", { head: tag, body: STARS }));
  await proof.drawn(page);
  await page.waitForFunction(() => globalThis.accolade);
  await page.evaluate(() => void globalThis.accolade.refresh());
  await proof.isTold(page, "error accolade-stars");
  assert.equal(await page.locator("accolade-stars").getByText("4.7").isVisible(), true);
  assert.equal(await proof.sentence(page), SENTENCE);
});

test("many elements are one question, whose address caches know", async () => {
  const asked = requests("/fragments?");
  const cards = ["b", "a", "b", "gid://shopify/Product/9"].map(
    (product) => `<accolade-stars product="${product}"></accolade-stars>`,
  );
  await page.goto(stand.merchant.put("cards", { head: tag, body: cards.join("") }));
  await until(
    () => page.locator("accolade-stars [part~=rating]").count(),
    (count) => count === 4,
    "four cards",
  );
  assert.deepEqual(asked, [`${address("fragments")}?e=stars:9&e=stars:a&e=stars:b&locale=en`]);
});

test("without a fragment the light text stands until the wasm has asked for itself", async () => {
  await page.route("**/fragments?*", (route) => route.abort());
  await page.goto(stand.merchant.put("none", { head: tag, body: STARS }));
  await page.getByText("Rated by people.").waitFor();
  await proof.isTold(page, "ready accolade-stars");
  assert.equal(await proof.sentence(page), SENTENCE);
});

for (const kind of Object.keys(ELEMENTS)) {
  test(`inlined ${kind} are read without any script, and taken over in place`, async () => {
    const heard = complaints(page);
    const { head, body } = await inlined(...ELEMENTS[kind]);
    const policy = strictPolicy(stand.edge).replace("style-src", `style-src ${stand.edge}`);
    let release;
    const held = new Promise((done) => (release = done));
    await page.route("**/accolade.js", async (route) => (await held, route.continue()));
    const asked = requests("/fragments?");
    const html = { head, body: `${body}<p>What is below.</p>`, policy };
    await page.goto(stand.merchant.put("inlined", html), { waitUntil: "commit" });
    await proof.drawn(page, kind);
    await page.getByText("What is below.").waitFor();
    const element = page.locator(`accolade-${kind}`);
    const box = await element.boundingBox();
    await proof.remember(page, kind);
    release();
    await proof.bring(page, kind);
    assert.equal(await proof.isSame(page, kind), true);
    assert.deepEqual(await element.boundingBox(), box);
    assert.deepEqual(await moved(), []);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(heard, []);
    assert.deepEqual(asked, []);
  });

  test(`${kind} that the loader brought are taken over under a strict policy`, async () => {
    const heard = complaints(page);
    const policy = strictPolicy(stand.edge);
    const [, body] = ELEMENTS[kind];
    await page.goto(stand.merchant.put("brought", { head: tag, body, policy }));
    await proof.drawn(page, kind);
    await proof.remember(page, kind);
    await proof.bring(page, kind);
    assert.equal(await proof.isSame(page, kind), true);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(heard, []);
  });
}

test("an inlined root that is parsed when the loader has run already is kept", async () => {
  const heard = complaints(page);
  const { head, body } = await inlined(...ELEMENTS.reviews);
  const asked = requests("/fragments?");
  const first = head.replace("<script async", "<script");
  await page.goto(stand.merchant.put("first", { head: first, body: `${body}<p>Below.</p>` }));
  await proof.drawn(page, "reviews");
  await proof.remember(page, "reviews");
  await proof.bring(page, "reviews");
  assert.equal(await proof.isSame(page, "reviews"), true);
  assert.deepEqual(asked, []);
  assert.deepEqual(heard, []);
});

test("a click before the wasm is there is done when it is, on the same node", async () => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => (await held, route.continue()));
  await page.goto(stand.merchant.put("early", { head: tag, body: ELEMENTS.reviews[1] }));
  const five = page.locator("accolade-reviews [data-act=star][data-of='5']");
  await five.click();
  assert.equal(await five.getAttribute("aria-pressed"), "false");
  await five.evaluate((node) => (globalThis.clicked = node));
  release();
  await until(() => five.getAttribute("aria-pressed"), (it) => it === "true", "the click");
  assert.equal(await five.evaluate((node) => node === globalThis.clicked), true);
});

test("where wasm may not run the fragment stays readable", async () => {
  const policy = strictPolicy(stand.edge, "");
  await page.goto(stand.merchant.put("no-wasm", { head: tag, body: STARS, policy }));
  await proof.drawn(page);
  await proof.remember(page);
  await page.evaluate(() => void globalThis.accolade.refresh());
  await proof.isTold(page, "error accolade-stars");
  assert.equal(await proof.isSame(page), true);
  assert.equal(await page.locator("accolade-stars [part~=rating]").isVisible(), true);
});

test("an element that comes to speak of another product is drawn anew", async () => {
  await page.goto(stand.merchant.put("turn", { head: tag, body: STARS }));
  await proof.drawn(page);
  await proof.bring(page);
  const asked = requests("e=stars:89");
  await proof.remember(page);
  await page.evaluate(() => document.querySelector("accolade-stars").setAttribute("product", "89"));
  await until(() => asked.length, (count) => count === 1, "the other product");
  await proof.drawn(page);
  assert.equal(await proof.isSame(page), false);
});

test("search engines read a product once, and reviews never become markup", async () => {
  const heard = complaints(page);
  const body = '<accolade-reviews product="88"></accolade-reviews>'.repeat(2);
  const policy = strictPolicy(stand.edge);
  await page.goto(stand.merchant.put("search", { head: tag, body, policy }));
  const scripts = page.locator("accolade-reviews ~ script[type='application/ld+json']");
  await scripts.first().waitFor({ state: "attached" });
  assert.equal(await scripts.count(), 1);
  const described = JSON.parse(await scripts.first().textContent());
  assert.equal(described["@type"], "Product");
  assert.equal(described.aggregateRating.ratingCount, REVIEWS.length);
  assert.ok(described.review.some(({ reviewBody }) => reviewBody.includes("</script>")));
  await proof.bring(page, "reviews");
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(heard, []);
  await page.evaluate(() => document.querySelector("accolade-reviews").remove());
  await until(() => scripts.count(), (count) => count === 0, "what was beside it to go");
});

test("an inlined root with hostile reviews is one root, and its data reads back", async () => {
  await page.goto(stand.merchant.put("hostile", await inlined(...ELEMENTS.reviews)));
  const given = await page.evaluate(() => {
    const root = document.querySelector("accolade-reviews").shadowRoot;
    return JSON.parse(root.querySelector("script").textContent).given;
  });
  assert.ok(given.data.reviews.some((review) => review.body?.includes("<!--")));
  assert.equal(await page.locator("accolade-reviews img, body > img").count(), 0);
});

test("callers who give up leave the next ones an answer", async () => {
  const url = `${address("fragments")}?e=reviews:88&e=stars:88&locale=en`;
  const leave = async (after) => {
    const signal = AbortSignal.timeout(after);
    await fetch(url, { signal }).then((answer) => answer.text(), () => null).catch(() => null);
  };
  await Promise.all(Array.from({ length: 40 }, (_, at) => leave(at + 1)));
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
});
