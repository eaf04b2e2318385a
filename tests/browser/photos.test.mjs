// Photos of a review: the shop's own page takes the files, and the review has their addresses.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { scriptTag, strictPolicy } from "./lib/merchant.mjs";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

const OWN_PAGE = 'data-token-url="/token" data-photo-url="/reviews/photos"';
const PIXEL = Buffer.from("89504e470d0a1a0a", "hex");
const picture = (name) => ({ name, mimeType: "image/png", buffer: PIXEL });
const address = (number, host = voices.PHOTO_HOST) => `https://${host}/added-${number}.jpg`;

let stand;
let page;
let product;
let count = 0;

before(async () => {
  stand = await openStand({ reviews: { publish: "checked", photo_hosts: [voices.PHOTO_HOST] } });
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await proof.newPage(t, stand.browser);
  await voices.servePhotos(page);
  count += 1;
  product = { id: `cup-${count}`, title: "A cup", url: "/cup" };
  await voices.stock(stand.shop, product);
  stand.merchant.photos = [];
  stand.merchant.photoAnswer = (number) => ({ url: address(number) });
  await stand.signIn();
});

const reviews = () => page.locator("accolade-reviews");
const button = (name) => reviews().getByRole("button", { name, exact: true });
const input = () => reviews().locator("input[type=file]");
const removers = () => reviews().getByRole("button", { name: /^Remove photo/ });

/** The page, where its elements are alive. */
async function visit(more = OWN_PAGE) {
  const policy = strictPolicy(stand.edge).replace("img-src", `img-src https://${voices.PHOTO_HOST}`);
  const head = scriptTag(stand.edge, stand.shop.id, more);
  const body = `<accolade-reviews product="${product.id}"></accolade-reviews>`;
  await page.goto(stand.merchant.put(product.id, { head, body, policy }));
  await proof.bring(page, "reviews");
}

/** The page with its form open. */
async function open(more) {
  await visit(more);
  await reviews().getByText("It brings you").waitFor();
  await button("Write a review").click();
  await reviews().locator("form").waitFor();
}

async function send() {
  await reviews().getByRole("radio", { name: /^5/ }).check();
  await button("Send it").click();
}

const sent = () => reviews().getByText("Thank you.").waitFor();

async function photosOfReview() {
  const path = `/products/${product.id}/reviews`;
  const { reviews: all } = await stand.shop.ask("GET", path, stand.shop.secretKey);
  return all.flatMap(({ photos }) => photos.map(({ url }) => url));
}

test("photos go to the shop's own page without the token, and with the review", async () => {
  await open();
  await input().setInputFiles([picture("a.png"), picture("b.png")]);
  await reviews().getByText("2 of 5 photos").waitFor();
  const file = { type: "image/png", size: PIXEL.length, authorization: undefined };
  assert.deepEqual(stand.merchant.photos, [file, file]);
  await removers().first().press("Enter");
  await reviews().getByText("1 of 5 photos").waitFor();
  const focused = page.locator("accolade-reviews button:focus");
  assert.equal(await focused.getAttribute("aria-label"), "Remove photo 1");
  await button("Not now").click();
  await button("Write a review").click();
  assert.equal(await removers().count(), 1, "what was added stays with the draft");
  await send();
  await sent();
  assert.deepEqual(await photosOfReview(), [address(1)]);
});

for (const [name, answer, file, word] of [
  ["too large", { status: 413 }, picture("a.png"), "That photo is too large."],
  ["none to the shop", { status: 415 }, picture("a.png"), "That file isn't a picture."],
  ["no picture", {}, { ...picture("a.txt"), mimeType: "text/plain" }, "That file isn't a picture."],
  ["not taken", { status: 500 }, picture("a.png"), "The photo didn't get through."],
  ["nowhere safe", { url: "http://a.example/a" }, picture("a.png"), "The photo didn't get through."],
]) {
  test(`a photo that is ${name}: it is said at the field, and the review can be sent`, async () => {
    stand.merchant.photoAnswer = () => answer;
    await open();
    await input().setInputFiles([file]);
    await reviews().getByText(word).waitFor();
    assert.equal(await removers().count(), 0);
    await send();
    await sent();
    assert.deepEqual(await photosOfReview(), []);
  });
}

test("a photo on a host that the shop doesn't allow is named, and taken out", async () => {
  stand.merchant.photoAnswer = (number) => ({ url: address(number, "elsewhere.example") });
  await page.route("https://elsewhere.example/**", (route) => route.abort());
  await open();
  await input().setInputFiles([picture("a.png")]);
  await removers().first().waitFor();
  await send();
  await reviews().getByText("The shop can't show one of these photos.").waitFor();
  await removers().first().click();
  await button("Send it").click();
  await sent();
});

test("a review that got no answer still has its photos after a reload", async () => {
  await open();
  await input().setInputFiles([picture("a.png"), picture("b.png")]);
  await reviews().getByText("2 of 5 photos").waitFor();
  await page.route(`**/products/${product.id}/reviews`, (route) => route.abort());
  await send();
  await reviews().getByRole("alert").getByText("No connection.").waitFor();
  await page.unrouteAll();
  await voices.servePhotos(page);
  await page.reload();
  await proof.bring(page, "reviews");
  await reviews().getByText("A review of yours hasn't been sent yet.").waitFor();
  await button("Write a review").click();
  await until(() => removers().count(), (seen) => seen === 2, "both photos");
  await button("Send it").click();
  await sent();
  assert.deepEqual(await photosOfReview(), [address(0), address(1)]);
});

test("photos of a review that is changed are there, and can be taken out", async () => {
  const who = await stand.signIn();
  const [first, second] = [address("first"), address("second")];
  const before = { rating: 4, body: "As it was.", photos: [first, second] };
  await voices.write(stand.shop, who, before, product.id);
  await visit();
  await button("Change it").click();
  await until(() => removers().count(), (seen) => seen === 2, "both photos");
  await input().setInputFiles([picture("a.png")]);
  await reviews().getByText("3 of 5 photos").waitFor();
  await removers().first().press("Enter");
  await button("Not now").click();
  await button("Change it").click();
  await until(() => removers().count(), (seen) => seen === 2, "the second and the new one");
  await button("Save the change").click();
  await sent();
  assert.deepEqual(await photosOfReview(), [second, address(0)]);
});

test("two picks at once are taken one after the other, and sent when both are there", async () => {
  await open();
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/reviews/photos", async (route) => {
    await held;
    await route.continue();
  });
  const files = (count) => Array.from({ length: count }, (_, at) => picture(`${at}.png`));
  await input().setInputFiles(files(4));
  await input().setInputFiles(files(2));
  await send();
  release();
  await reviews().getByText("There is room for 5 photos.").waitFor();
  assert.equal(await removers().count(), 5);
  await button("Send it").click();
  await sent();
  assert.equal((await photosOfReview()).length, 5);
});

test("there is room for five", async () => {
  await open();
  await input().setInputFiles(Array.from({ length: 6 }, (_, at) => picture(`${at}.png`)));
  await reviews().getByText("There is room for 5 photos.").waitFor();
  assert.equal(await removers().count(), 5);
  assert.equal(stand.merchant.photos.length, 5);
  assert.equal(await reviews().getByText("Add photos").isVisible(), false);
});

test("what somebody added is not there for the next", async () => {
  await open();
  await input().setInputFiles([picture("a.png")]);
  await removers().first().waitFor();
  await stand.signIn();
  await page.evaluate((token) => globalThis.accolade.identify(token), stand.merchant.token);
  await reviews().locator("form").waitFor({ state: "detached" });
  await until(() => button("Write a review").count(), (seen) => seen === 1, "the next one");
  await button("Write a review").click();
  await input().waitFor({ state: "attached" });
  assert.equal(await removers().count(), 0);
});

for (const [name, more] of [
  ["names no page", 'data-token-url="/token"'],
  ["names one elsewhere", 'data-token-url="/token" data-photo-url="https://elsewhere.example/"'],
]) {
  test(`a shop that ${name} for photos is not asked for any`, async () => {
    await open(more);
    assert.equal(await reviews().getByText("Add photos").isVisible(), false);
    await send();
    await sent();
  });
}
