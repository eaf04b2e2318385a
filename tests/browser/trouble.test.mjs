// What goes wrong on a person's way, and what they see of it: lost answers, no net, declines.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openPage } from "./lib/chromium.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Shop } from "./lib/edge.mjs";
import * as elements from "./lib/elements.mjs";
import * as juniper from "./lib/juniper.mjs";
import { until } from "./lib/until.mjs";

const FIVE_OFF = "$5 off your order for 100 berries";
const DELIVERY = "Free delivery for 60 berries";

let demo;
let browser;
let shop;

before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  shop = new Shop(demo.edge, "juniper");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A shopper with 252 points, on their account's page. */
async function funded() {
  const page = await openPage(browser);
  await juniper.createAccount(page, demo.shop);
  await juniper.buy(page, demo.shop, "well-carafe", 2);
  await page.goto(`${demo.shop}/account`);
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  return page;
}

/** Every redemption that the page asks for: request id and body. */
function requests(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() !== "POST" || !request.url().endsWith("/redemptions")) return;
    sent.push({ id: request.headers()["idempotency-key"], body: request.postData() });
  });
  return sent;
}

/** What the edge itself holds for whoever is signed in on the page. */
async function account(page) {
  return shop.account(await juniper.token(page, demo.shop));
}

/** What the outbox keeps on this page. */
function kept(page) {
  return page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.startsWith("accolade outbox "))
      .map(([key, body]) => ({ id: key.split(" ").at(-1), body })),
  );
}

async function redeem(page, reward) {
  await elements.redeemButton(page, reward).click();
  await elements.confirmButton(page).click();
}

test("a reload in mid-request sends the same request again and makes one hold", async () => {
  const page = await funded();
  const sent = requests(page);
  let arrived = 0;
  await page.route("**/redemptions", async (route) => {
    if (arrived > 0) return route.continue();
    // The edge grants it; the page never hears.
    await route.fetch();
    arrived += 1;
  });
  await redeem(page, FIVE_OFF);
  await until(() => arrived, (count) => count === 1, "the request to arrive");
  assert.deepEqual(await kept(page), sent, "stored before it was sent");
  assert.equal((await account(page)).points.held, 100, "granted without the page's knowledge");
  await page.reload();
  await elements.voucher(page).waitFor();
  await elements.balanceSays(page, "You have 152 berries, worth $7.00");
  await until(() => kept(page), (requests) => requests.length === 0, "an empty outbox");
  assert.equal(sent.length, 2);
  assert.deepEqual(sent[1], sent[0], "to the letter");
  const { points, redemptions } = await account(page);
  assert.deepEqual([points.available, points.held], [152, 100]);
  assert.equal(redemptions.length, 1);
  assert.equal(await elements.voucherCode(page), redemptions[0].code);
  await page.context().close();
});

test("without a connection a confirmed reward waits and goes out once", async () => {
  const page = await funded();
  const sent = requests(page);
  await page.context().setOffline(true);
  await redeem(page, FIVE_OFF);
  await elements.shows(page, "rewards", "No connection. Your request is kept and goes out once");
  assert.equal((await kept(page)).length, 1);
  assert.equal((await account(page)).points.held, 0);
  await page.context().setOffline(false);
  await elements.voucher(page).waitFor();
  await elements.balanceSays(page, "You have 152 berries, worth $7.00");
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1, "one request id");
  assert.equal((await account(page)).redemptions.length, 1);
  await page.context().close();
});

test("two lost answers and a fault of the service still make one hold", async () => {
  const page = await funded();
  const sent = requests(page);
  const fates = [
    (route) => route.abort("connectionreset"),
    async (route) => (await route.fetch(), route.abort("connectionreset")),
    (route) => route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" } }),
  ];
  await page.route("**/redemptions", (route) => (fates.shift() ?? ((it) => it.continue()))(route));
  await redeem(page, FIVE_OFF);
  await elements.voucher(page).waitFor();
  assert.equal(sent.length, 4);
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1, "one request id");
  const { points, redemptions } = await account(page);
  assert.deepEqual([points.available, points.held, redemptions.length], [152, 100, 1]);
  await page.context().close();
});

test("offline, the page says what is known and of when, and recovers", async () => {
  const page = await funded();
  await page.context().setOffline(true);
  await page.evaluate(() => accolade.refresh());
  await elements.shows(page, "balance", "No connection. This is as of ");
  const said = await elements.shown(page, "balance");
  assert.match(said, /You have 252 berries/);
  assert.match(said, /This is as of \d{1,2}:\d\d.[AP]M\./);
  await page.context().setOffline(false);
  await until(
    () => elements.shown(page, "balance"),
    (text) => !text.includes("No connection"),
    "the balance to be fresh again",
  );
  await page.context().close();
});

test("a page that opens without the service says so and tries again", async () => {
  const page = await funded();
  await page.route("**/v1/shops/juniper/account", (route) => route.abort());
  await page.reload();
  await elements.shows(page, "balance", "We can't reach your berries right now.");
  await page.unroute("**/v1/shops/juniper/account");
  await elements.element(page, "balance").getByRole("button", { name: "Try again" }).click();
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  await page.context().close();
});

test("a decline says in plain words why, and takes nothing", async () => {
  const page = await funded();
  const shopper = await juniper.token(page, demo.shop);
  await page.evaluate(() => {
    globalThis.declines = [];
    document.addEventListener("accolade:declined", ({ detail }) => declines.push(detail));
  });
  // Elsewhere, on another device, the same points are put to another use.
  await shop.redeem(shopper, "tenth-off");
  await redeem(page, FIVE_OFF);
  const alert = elements.element(page, "rewards").getByRole("alert");
  await alert.waitFor();
  assert.equal(
    await alert.innerText(),
    "You don't have enough berries for this one yet. Every order adds some.",
  );
  assert.deepEqual(await page.evaluate(() => declines), [
    { reward: "five-off", decline: "not-enough-points" },
  ]);
  await elements.balanceSays(page, "You have 72 berries, worth $3.00");
  await elements.element(page, "rewards").getByRole("button", { name: "OK" }).click();
  await until(() => alert.count(), (count) => count === 0, "the decline to be put away");
  assert.deepEqual(await kept(page), []);
  assert.equal((await account(page)).points.held, 180);
  await page.context().close();
});

test("a code in a checkout can't be given back on the page", async () => {
  const page = await funded();
  await redeem(page, DELIVERY);
  await elements.voucher(page).waitFor();
  const code = await elements.voucherCode(page);
  const other = await page.context().newPage();
  await juniper.addToCart(other, demo.shop, "tide-mug");
  await juniper.hook(other, "to-checkout").click();
  await juniper.hook(other, "code").fill(code.toLowerCase().replaceAll("-", " "));
  await juniper.hook(other, "use-code").click();
  await juniper.hook(other, "code-taken").waitFor();
  await elements.voucher(page).getByRole("button", { name: "Give the berries back" }).click();
  await elements.shows(page, "rewards", "In use at a checkout");
  assert.equal((await account(page)).points.held, 60);
  await juniper.hook(other, "remove-code").click();
  await juniper.hook(other, "notice").waitFor();
  assert.equal((await account(page)).points.held, 0, "the shop can");
  await page.context().close();
});

test("a mistyped code is refused in plain words", async () => {
  const page = await openPage(browser);
  await juniper.addToCart(page, demo.shop, "tide-mug");
  await juniper.hook(page, "to-checkout").click();
  await juniper.hook(page, "code").fill("AAAA-BBBB-CCCC-DDDD");
  await juniper.hook(page, "use-code").click();
  const notice = await juniper.read(page, "notice");
  assert.equal(notice, "We do not know that code. Check it for a mistyped letter.");
  await page.context().close();
});
