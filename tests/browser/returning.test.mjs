// What a shopper comes back to: visits, friends' links, gifts. That the page asks for them rightly,
// and once, and that the edge gives what they bring.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Shop, inDays } from "./lib/edge.mjs";
import * as elements from "./lib/elements.mjs";
import { scriptTag } from "./lib/merchant.mjs";
import { head, openForEach, page, stand } from "./lib/opened.mjs";
import { until } from "./lib/until.mjs";

const BODY = "<accolade-balance></accolade-balance><accolade-rewards></accolade-rewards>";
const HAS_340 = "You have 340 berries, worth $17.00";

openForEach();

let answers;

beforeEach(() => {
  answers = [];
  page.on("response", (response) => {
    if (response.request().method() === "POST") answers.push(response);
  });
});

const open = (name, query = "") => page.goto(stand.merchant.put(name, { head, body: BODY }) + query);
const asked = (path) => answers.filter((response) => response.url().endsWith(path));
const account = () => stand.shop.account(stand.merchant.token);
const stored = () => page.evaluate(() => Object.keys(localStorage));

test("a visit is told once a day, and again when it did not get through", async () => {
  await stand.signIn(340);
  await page.route("**/v1/shops/*/visits", (route) => route.abort());
  const lost = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/visits"));
  await open("visit");
  await lost;
  await elements.balanceSays(page, HAS_340);
  assert.equal((await account()).streak.days, 0);
  await page.unroute("**/v1/shops/*/visits");
  await page.reload();
  await until(() => asked("/visits").length, (count) => count === 1, "the visit");
  await until(stored, (keys) => keys.some((key) => key.startsWith("accolade visit ")), "its mark");
  assert.equal((await account()).streak.days, 1);
  await page.reload();
  await elements.balanceSays(page, HAS_340);
  await page.waitForLoadState("networkidle");
  assert.equal(asked("/visits").length, 1);
});

test("a friend's link is kept, leaves the address, and is claimed when the shopper is known", async () => {
  const code = await stand.shop.friendCode("bo");
  stand.merchant.token = null;
  await open("friend", `?size=2&accolade-friend=${code}#cups`);
  await elements.shows(page, "balance", "Sign in to see your berries");
  assert.equal(new URL(page.url()).search, "?size=2");
  assert.equal(new URL(page.url()).hash, "#cups");
  assert.deepEqual(asked("/referrals"), []);
  const who = await stand.signIn();
  await page.reload();
  await elements.shows(page, "balance", "A friend sent you: your first order from $30 brings 50");
  assert.deepEqual(asked("/referrals").map((answer) => answer.status()), [200]);
  assert.equal((await account()).referral.claimed, true);
  await elements.element(page, "balance").getByRole("button", { name: "OK" }).click();
  await until(
    () => elements.shown(page, "balance"),
    (text) => !text.includes("A friend"),
    "the notice to be put away",
  );
  await page.reload();
  await elements.balanceSays(page, "You have 0 berries");
  assert.equal(asked("/referrals").length, 1, "said once");
  await stand.shop.order(who, 4000);
  await page.reload();
  await elements.balanceSays(page, "You have 90 berries, worth $4.00");
});

for (const [slug, words, prepare] of [
  [
    "own-code",
    "That link is your own. It works for your friends.",
    (shop, who) => shop.friendCode(who),
  ],
  [
    "already-referred",
    "You came by a friend's link before, and that one counts.",
    async (shop, who) => {
      await shop.claim(who, await shop.friendCode("bo"));
      return shop.friendCode("cy");
    },
  ],
  [
    "not-new",
    "Friends' links are for people who haven't ordered here yet.",
    async (shop, who) => {
      await shop.order(who, 1000);
      return shop.friendCode("bo");
    },
  ],
  ["unknown-code", "That friend's link isn't one we know.", () => "BO-1234"],
]) {
  test(`a friend's link that is declined says why: ${slug}`, async () => {
    const code = await prepare(stand.shop, await stand.signIn(10));
    await open(slug, `?accolade-friend=${code}`);
    await elements.shows(page, "balance", words);
    assert.deepEqual(asked("/referrals").map((answer) => answer.status()), [409]);
    assert.ok(!(await stored()).some((key) => key.startsWith("accolade friend ")));
  });
}

test("a gift is redeemed for nothing, by the shopper's own hand", async () => {
  const who = await stand.signIn(340);
  const message = "For waiting so kindly. Ines and Tom";
  await stand.shop.present(who, { reward: "ship", message, until: inDays(28) });
  await open("gift");
  const rewards = elements.element(page, "rewards");
  await elements.shows(page, "rewards", `A gift: Free delivery ${message} Use it by`);
  await rewards.getByRole("button", { name: "Use it: Free delivery, a gift" }).press("Enter");
  await elements.shows(page, "rewards", "Use your gift, Free delivery? You get a code");
  await page.keyboard.press("Escape");
  await until(
    () => elements.focused(page),
    ({ name }) => name === "Use it: Free delivery, a gift",
    "the keyboard to be back",
  );
  await page.keyboard.press("Enter");
  await rewards.getByRole("button", { name: "Use it", exact: true }).press("Enter");
  await elements.voucher(page).waitFor();
  await elements.balanceSays(page, HAS_340);
  const { gifts = [], points, redemptions } = await account();
  assert.deepEqual([gifts, points.held, redemptions.length], [[], 0, 1]);
  await elements.voucher(page).getByRole("button", { name: /back/ }).click();
  await elements.shows(page, "rewards", `A gift: Free delivery ${message}`);
});

test("a tier's gift comes with the order that reached it, and leaves with it", async () => {
  const who = await stand.signIn();
  const order = await stand.shop.order(who, 40_000);
  const body = `${BODY}<accolade-panel>Your berries</accolade-panel>`;
  await page.goto(stand.merchant.put("tier-gift", { head, body }));
  await elements.balanceSays(page, "You have 460 berries, worth $23.00");
  await page.locator("accolade-panel").evaluate((host) => host.show("home"));
  await elements.shows(page, "panel", "A gift: 60 berries");
  await stand.shop.refund(order);
  await page.reload();
  await elements.balanceSays(page, "You have 0 berries");
});

test("tiers by money spent are told in money, and until that is known in nothing", async () => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(/\/v1\/shops\/[^/]+\/program$/, async (route) => (await held, route.continue()));
  const shop = new Shop(stand.edge, "by-spend");
  const { program } = stand.shop;
  await shop.configure(stand.demo.keys.ACCOLADE_OPERATOR_KEY, {
    origins: [stand.merchant.origin],
    program: { ...program, tiers: { ...program.tiers, by: "spend" } },
  });
  stand.merchant.token = shop.token("ada");
  const body = "<accolade-balance></accolade-balance><accolade-tier></accolade-tier>";
  const tag = scriptTag(stand.edge, shop.id);
  await page.goto(stand.merchant.put("spend", { head: tag, body }));
  await elements.tierIs(page, "Bronze");
  assert.ok(!(await elements.shown(page, "tier")).includes("150"));
  release();
  await elements.shows(page, "tier", "$1.50 to Silver");
});
