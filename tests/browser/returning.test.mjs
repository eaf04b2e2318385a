// What a shopper comes back to: friends' links, visits, gifts. The routes behind them are stood in
// for (`serveEverything`); that the page asks them rightly, and once, is what is tested here.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import * as elements from "./lib/elements.mjs";
import { serveEverything } from "./lib/everything.mjs";
import { scriptTag } from "./lib/merchant.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

const BODY = "<accolade-balance></accolade-balance><accolade-rewards></accolade-rewards>";

let stand;
let page;
let head;
let sent;

before(async () => {
  stand = await openStand();
  head = scriptTag(stand.edge, stand.shop.id);
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await openPage(stand.browser);
  sent = await serveEverything(page);
  t.after(() => page.context().close());
});

const open = (name, query = "") => page.goto(stand.merchant.put(name, { head, body: BODY }) + query);
const asked = (path) => sent.filter((request) => request.path === path);
const stored = () => page.evaluate(() => Object.keys(localStorage));

test("a visit is told once a day, and again when it did not get through", async () => {
  await stand.signIn(340);
  let refuses = true;
  await page.route("**/v1/shops/*/visits", (route) =>
    refuses ? (sent.push({ path: "lost" }), route.abort()) : route.fallback(),
  );
  await open("visit");
  await until(() => asked("lost").length, (count) => count === 1, "the lost visit");
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  refuses = false;
  await page.reload();
  await until(() => asked("visits").length, (count) => count === 1, "the visit");
  await until(stored, (keys) => keys.some((key) => key.startsWith("accolade visit ")), "its mark");
  await page.reload();
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await page.waitForLoadState("networkidle");
  assert.equal(asked("visits").length, 1);
});

test("a friend's link is kept, leaves the address, and is claimed when the shopper is known", async () => {
  stand.merchant.token = null;
  await open("friend", "?size=2&accolade-friend=BO-1234#cups");
  await elements.shows(page, "balance", "Sign in to see your berries");
  assert.equal(new URL(page.url()).search, "?size=2");
  assert.equal(new URL(page.url()).hash, "#cups");
  assert.deepEqual(asked("referrals"), []);
  await stand.signIn();
  await page.reload();
  await elements.shows(page, "balance", "A friend sent you: your first order from $30 brings 50");
  assert.deepEqual(asked("referrals"), [{ path: "referrals", body: { code: "BO-1234" } }]);
  await elements.element(page, "balance").getByRole("button", { name: "OK" }).click();
  await until(
    () => elements.shown(page, "balance"),
    (text) => !text.includes("A friend"),
    "the notice to be put away",
  );
  await page.reload();
  await elements.balanceSays(page, "You have 0 berries");
  assert.equal(asked("referrals").length, 1, "said once");
});

for (const [slug, words] of [
  ["own-code", "That link is your own. It works for your friends."],
  ["already-referred", "You came by a friend's link before, and that one counts."],
  ["unknown-code", "That friend's link isn't one we know."],
]) {
  test(`a friend's link that is declined says why: ${slug}`, async () => {
    await stand.signIn(10);
    await page.route("**/v1/shops/*/referrals", (route) => {
      if (route.request().method() === "OPTIONS") return route.fallback();
      const headers = { "access-control-allow-origin": "*" };
      const json = { type: `${stand.edge}/problems/${slug}`, status: 409 };
      return route.fulfill({ status: 409, headers, json });
    });
    await open(slug, "?accolade-friend=BO-1234");
    await elements.shows(page, "balance", words);
    assert.ok(!(await stored()).some((key) => key.startsWith("accolade friend ")));
  });
}

test("a gift is redeemed for nothing, by the shopper's own hand", async () => {
  await stand.signIn(340);
  const bodies = [];
  await page.route("**/v1/shops/*/redemptions", (route) => {
    if (route.request().method() === "POST") bodies.push(route.request().postDataJSON());
    return route.continue();
  });
  await open("gift");
  const rewards = elements.element(page, "rewards");
  await elements.shows(page, "rewards", "A gift: Free delivery For waiting so kindly. Ines and Tom");
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
  await until(() => bodies.length, (count) => count === 1, "the redemption");
  assert.deepEqual([bodies[0].reward, bodies[0].gift, bodies[0].points], ["ship", "g1", undefined]);
});

test("tiers by money spent are told in money, and until that is known in nothing", async () => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(/\/v1\/shops\/[^/]+\/program$/, async (route) => {
    await held;
    const response = await route.fetch();
    const program = await response.json();
    await route.fulfill({ response, json: { ...program, tiers: { ...program.tiers, by: "spend" } } });
  });
  await stand.signIn(340);
  const body = "<accolade-balance></accolade-balance><accolade-tier></accolade-tier>";
  await page.goto(stand.merchant.put("spend", { head, body }));
  await elements.tierIs(page, "Bronze");
  assert.ok(!(await elements.shown(page, "tier")).includes("150"));
  release();
  await elements.shows(page, "tier", "$1.50 to Silver");
});
