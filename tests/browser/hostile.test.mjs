// Hostile reviews: what strangers write stays text, through every door and in every place.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { complaints } from "./lib/chromium.mjs";
import * as look from "./lib/hostile-look.mjs";
import { REVIEWS, fileWith, fill, kept, queue, sorted, writer } from "./lib/hostile-shop.mjs";
import {
  FORMULA,
  NO_PHOTOS,
  PAYLOADS,
  PHOTO_HOST,
  line,
  photo,
  prose,
  rowsOf,
  unguarded,
} from "./lib/hostile.mjs";
import { scriptTag, strictPolicy } from "./lib/merchant.mjs";
import * as proof from "./lib/proof.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

/** As many as a shop may choose. */
const CHOSEN = 50;

let stand;
let products;
let chosen;
let page;
let heard;
let asked;

before(async () => {
  stand = await openStand({ reviews: REVIEWS });
  const { shop } = stand;
  products = [...(await fill(shop, "written")), ...(await fill(shop, "imported"))];
  const published = await queue(shop);
  chosen = published.filter((it) => it.state === "published").slice(0, CHOSEN);
  const named = chosen.map(({ product, id }) => ({ product: product.id, review: id }));
  await shop.ask("PUT", "/testimonials", shop.secretKey, { reviews: named });
});

after(() => stand?.close());

beforeEach(async (t) => {
  stand.merchant.token = null;
  page = await proof.newPage(t, stand.browser);
  heard = complaints(page);
  asked = await look.trap(page);
});

/** The address of something of the shop. */
const address = (name) => `${stand.edge}/v1/shops/${stand.shop.id}/${name}`;

/** What a page allows that is as careful as can be. */
function policy(types = "accolade", styles = "") {
  return strictPolicy(stand.edge)
    .replace("img-src data:", `img-src 'self' data: https://${PHOTO_HOST}`)
    .replace("style-src 'self'", `style-src 'self'${styles}`)
    .concat(`; trusted-types ${types}`);
}

function put(name, body, allows) {
  const head = scriptTag(stand.edge, stand.shop.id);
  return stand.merchant.put(name, { head, body, policy: allows });
}

function element(kind, of, inside = "") {
  const name = kind === "testimonials" ? "layout" : "product";
  const value = of.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<accolade-${kind} ${name}="${value}">${inside}</accolade-${kind}>`;
}

/** All elements of all products; `inside` says what stands in each, and what beside it. */
function everything(inside = () => ({})) {
  const each = (kind, of) => {
    const { html, json_ld } = inside(`${kind}:${of}`);
    return element(kind, of, html) + (json_ld ?? "");
  };
  const of = ({ id }) => each("stars", id) + each("reviews", id);
  return products.map(of).join("") + each("testimonials", "wall");
}

/** The pieces that a shop's server puts into its page, by their elements. */
async function inlined() {
  const pieces = new Map();
  // No more lists at once than the service draws.
  const of = (door) => products.filter((it) => it.door === door).map(({ id }) => id);
  const both = (ids) => ids.flatMap((id) => [`stars:${id}`, `reviews:${id}`]);
  for (const names of [both(of("written")), both(of("imported")), ["testimonials:wall"]]) {
    const query = names.map((it) => `e=${encodeURIComponent(it)}`).join("&");
    const response = await fetch(address(`fragments?as=html&${query}&locale=en`));
    const { fragments, ...refusal } = await response.json();
    assert.equal(response.status, 200, JSON.stringify(refusal));
    for (const piece of fragments) pieces.set(piece.e, piece);
  }
  return (name) => pieces.get(name);
}

function drawn() {
  const all = products.reduce((sum, { sent }) => sum + sent.length, chosen.length);
  const cards = page.locator("[part~=review], [part~=testimonial]");
  return until(() => cards.count(), (count) => count === all, "all that was said");
}

/** Nothing ran or came of it, and all of it is there as it was sent. */
async function isText() {
  assert.deepEqual(await look.damage(page), look.NONE);
  assert.deepEqual(look.elsewhere(asked, [stand.edge, stand.merchant.origin]), []);
  assert.deepEqual(heard, []);
  for (const product of products) {
    const read = await look.readReviews(page, product.id);
    assert.deepEqual(sorted(read), kept(product), `${product.door} ${product.id}`);
  }
  const wanted = chosen.map(({ author, title, body }) => ({ author, title, body }));
  assert.deepEqual(await look.readTestimonials(page), wanted);
}

async function isDescribed() {
  const described = await look.readDescribed(page);
  assert.equal(Object.keys(described).length, products.length);
  for (const { id, title, sent } of products) {
    const { name, review, aggregateRating } = described[id];
    assert.equal(name, [...title].slice(0, 300).join("").trim());
    assert.equal(aggregateRating.ratingCount, sent.length);
    const read = review.map((it) => ({ title: it.name, body: it.reviewBody, by: it.author.name }));
    const wanted = kept({ sent }).map(({ title, body, author }) => ({ title, body, by: author }));
    assert.deepEqual(sorted(read), sorted(wanted));
  }
}

test("the corpus is as large as it should be, and each of it is its own", () => {
  assert.ok(PAYLOADS.length >= 40);
  assert.equal(new Set(PAYLOADS.map(({ text }) => text)).size, PAYLOADS.length);
});

test("what becomes markup is seen", async () => {
  const product = products[0].id;
  await page.goto(put("seen", element("reviews", product)));
  await proof.bring(page, "reviews");
  await page.evaluate(() => {
    const root = document.querySelector("accolade-reviews").shadowRoot;
    root.querySelector("[part~=text]").innerHTML = "<img src=x onerror=pwned(1)><!--x-->";
  });
  const { ran, strange } = await until(
    () => look.damage(page),
    (seen) => seen.ran.length > 0,
    "the image to have failed",
  );
  assert.deepEqual(ran, ["pwned(1)"]);
  assert.deepEqual(strange, ['<img src="x">', '<img onerror="pwned(1)">', "<!--x-->"]);
  assert.notDeepEqual(await look.readReviews(page, product), kept(products[0]));
});

test("fragments that the loader shows, and the wasm takes over", async () => {
  await page.goto(put("loader", everything(), policy()));
  await drawn();
  await isText();
  await isDescribed();
  await proof.bring(page, "testimonials");
  await isText();
  await isDescribed();
});

test("fragments that stand in the shop's own page, with the data that they carry", async () => {
  const body = everything(await inlined());
  await page.goto(put("inlined", body, policy("accolade", ` ${stand.edge}`)));
  await drawn();
  const given = await look.readGiven(page, "reviews");
  for (const [at, { data }] of given.entries()) {
    const read = data.reviews.map(({ author, title, body, reply, photos }) => {
      return { author, title, body, reply: reply.body, photos: photos.map(({ url }) => url) };
    });
    assert.deepEqual(sorted(read), kept(products[at]));
  }
  await proof.bring(page, "testimonials");
  await isText();
  await isDescribed();
});

test("reviews that the wasm draws alone", async () => {
  await page.route("**/fragments?*", (route) => route.fulfill({ json: { fragments: [] } }));
  await page.goto(put("alone", everything(), policy("'none'")));
  await drawn();
  await isText();
});

test("one's own review in the form that changes it, and a photo seen large", async () => {
  const { number } = products[0].sent.at(-1);
  const mine = products[0].sent.at(-1);
  stand.merchant.token = stand.shop.token(writer(number));
  await page.goto(put("own", element("reviews", products[0].id), policy()));
  await page.getByRole("button", { name: "Change it" }).click();
  const form = page.locator("accolade-reviews form");
  assert.equal(await form.locator("[name=title]").inputValue(), line(mine.title));
  assert.equal(await form.locator("[name=body]").inputValue(), prose(mine.body));
  assert.equal(await form.locator("[name=author]").inputValue(), line(mine.author));
  await page.locator("accolade-reviews button.thumb").first().click();
  const large = page.locator("accolade-reviews dialog img");
  await large.waitFor();
  assert.match(await large.getAttribute("src"), new RegExp(`^https://${PHOTO_HOST}/`));
  assert.deepEqual(await look.damage(page), look.NONE);
  assert.deepEqual(look.elsewhere(asked, [stand.edge, stand.merchant.origin]), []);
  assert.deepEqual(heard, []);
});

test("a name that the shop's token tells is text on its review and in the form", async () => {
  const { shop } = stand;
  const id = "named";
  await shop.product(id, "A cup");
  const named = PAYLOADS.filter(({ text }) => [...line(text)].length <= 60).slice(0, 10);
  for (const [at, { text }] of named.entries()) {
    const token = shop.token(`named-${at}`, 3600, text);
    const path = `/products/${id}/reviews`;
    const { review } = await shop.ask("POST", path, token, { rating: 5, body: `Number ${at}.` });
    if (review.state === "published") continue;
    const moderation = `/reviews/${id}/${review.id}/moderation`;
    await shop.ask("POST", moderation, shop.secretKey, { to: "published" });
  }
  stand.merchant.token = shop.token("named-0", 3600, named[0].text);
  await page.goto(put("named", element("reviews", id), policy()));
  await page.getByRole("button", { name: "Change it" }).click();
  await page.locator("accolade-reviews form").waitFor();
  const read = await look.readReviews(page, id);
  const authors = read.map(({ author }) => author).sort();
  assert.deepEqual(authors, named.map(({ text }) => line(text)).sort());
  assert.deepEqual(await look.damage(page), look.NONE);
  assert.deepEqual(look.elsewhere(asked, [stand.edge, stand.merchant.origin]), []);
  assert.deepEqual(heard, []);
});

for (const [column, reason] of [["rating", "not-a-rating"], ["at", "not-a-date"]]) {
  test(`what is no ${column} in a file leaves its row out, and is not said again`, async () => {
    const { shop } = stand;
    const file = fileWith(column, "cells");
    const report = await shop.send("POST", "/reviews/import", shop.secretKey, file, "text/csv");
    assert.equal(report.imported, 0);
    assert.equal(report.bad_rows, PAYLOADS.length);
    for (const bad of report.bad) assert.deepEqual([bad.column, bad.reason], [column, reason]);
    assert.doesNotMatch(JSON.stringify(report), /pwned|evil|script/);
  });
}

test("what is no state in a file is shown to nobody before a person has seen it", async () => {
  const { shop } = stand;
  const file = fileWith("state", "states");
  const report = await shop.send("POST", "/reviews/import", shop.secretKey, file, "text/csv");
  assert.equal(report.imported, PAYLOADS.length);
  const own = async () => (await queue(shop)).filter(({ product }) => product.id === "states");
  const waiting = await until(own, (all) => all.length === PAYLOADS.length, "the shop to hear");
  assert.deepEqual([...new Set(waiting.map(({ state }) => state))], ["pending"]);
  assert.doesNotMatch(JSON.stringify(waiting), /pwned|evil|script/);
  await page.goto(put("states", element("reviews", "states"), policy()));
  await page.getByText("No reviews yet.").waitFor();
  assert.deepEqual(await look.damage(page), look.NONE);
});

test("answers of the service that are opened as pages are no pages", async () => {
  const product = encodeURIComponent(products[0].id);
  const names = [
    `products/${product}/reviews`,
    `fragments?e=reviews:${product}&locale=en`,
    `fragments?as=html&e=reviews:${product}&locale=en`,
    "testimonials",
    `products/${encodeURIComponent("<script>pwned(1)</script>")}/nothing`,
  ];
  for (const name of names) {
    const response = await page.goto(address(name));
    assert.match(response.headers()["content-type"], /^application\/(problem\+)?json/, name);
    assert.equal(response.headers()["x-content-type-options"], "nosniff", name);
    const seen = await page.evaluate(() => ({
      ran: globalThis.ran,
      strange: [...document.body.querySelectorAll(":not(pre, div)")].map((it) => it.localName),
    }));
    assert.deepEqual(seen, { ran: [], strange: [] }, name);
  }
});

test("an export has every text, and no cell that a spreadsheet runs", async () => {
  const headers = { authorization: `Bearer ${stand.shop.secretKey}` };
  const csv = await fetch(address("reviews/export?format=csv"), { headers });
  assert.match(csv.headers.get("content-type"), /^text\/csv/);
  assert.match(csv.headers.get("content-disposition"), /^attachment/);
  assert.equal(csv.headers.get("x-content-type-options"), "nosniff");
  const [columns, ...rows] = rowsOf(await csv.text());
  assert.deepEqual(rows.flat().filter((cell) => FORMULA.test(cell)), []);
  const told = (row) => Object.fromEntries(columns.map((name, at) => [name, unguarded(row[at])]));
  const json = await fetch(address("reviews/export?format=json"), { headers });
  const { reviews } = await json.json();
  assert.equal(rows.length, reviews.length);
  for (const found of [rows.map(told), reviews.map((it) => ({ ...it, reply: it.reply?.body }))]) {
    for (const { id, sent } of products) {
      const own = found.filter((it) => it.product === id);
      const texts = own.map(({ author, title, body, reply }) => ({ author, title, body, reply }));
      const wanted = kept({ sent }).map(({ photos, ...words }) => words);
      assert.deepEqual(sorted(texts), sorted(wanted), id);
    }
  }
});

test("photos are on the shop's hosts, and addresses of products on the web", async () => {
  const { shop } = stand;
  const path = `/products/${encodeURIComponent(products[0].id)}`;
  for (const url of NO_PHOTOS) {
    const photos = [photo(1), url];
    const review = shop.review("photographer", products[0].id, { rating: 1, photos });
    await assert.rejects(review, /"pointer":"\/photos\/1"/, url);
    if (/^(http|\/)/.test(url)) continue;
    await assert.rejects(shop.ask("PUT", path, shop.secretKey, { title: "x", url }), /\/url/, url);
  }
});
