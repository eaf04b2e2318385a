// What a product earns is what the edge quotes for it, and the ways to earn are the program's.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as elements from "./lib/elements.mjs";
import { inDays } from "./lib/edge.mjs";
import { head, openForEach, page, stand } from "./lib/opened.mjs";
import { until } from "./lib/until.mjs";

/** What is not open to everybody, or not always. */
const TASTING = {
  id: "tasting",
  on: "action",
  action: "tasting",
  points: 80,
  tiers: ["gold"],
  label: { en: "Come to the spring tasting" },
};
const LIMITED = [
  {
    id: "tasting-cup",
    kind: "free_product",
    points: 240,
    product: "4412",
    stock: 3,
    until: inDays(12),
    per_shopper: { times: 1, per: "lifetime" },
    label: { en: "A tasting cup" },
  },
  {
    id: "evening",
    kind: "free_product",
    points: 300,
    product: "9",
    tiers: ["gold"],
    label: { en: "An evening at the wheel" },
  },
  {
    id: "spring",
    kind: "amount_off",
    points: 80,
    amount: 600,
    from: inDays(50),
    label: { en: "Six dollars in spring" },
  },
];

openForEach({
  change: ({ campaigns: [campaign], earn, rewards }) => {
    // Running whenever the test does.
    Object.assign(campaign, { from: inDays(-1), until: inDays(9) });
    earn.push(TASTING);
    rewards.push(...LIMITED);
  },
});

const product = (id, price) => `<accolade-earn product="${id}" price="${price}">…</accolade-earn>`;
const open = (name, body) => page.goto(stand.merchant.put(name, { head, body }));

/** What the edge itself quotes for one line. */
async function quoted(id, price, token) {
  const cart = { currency: "USD", lines: [{ product: id, price, quantity: 1 }] };
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const url = `${stand.edge}/v1/shops/${stand.shop.id}/quotes`;
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ cart }) });
  return (await response.json()).earn;
}

/** What every earn element says. */
function said() {
  return page
    .locator("accolade-earn")
    .evaluateAll((hosts) => hosts.map((host) => host.shadowRoot?.textContent.trim()));
}

function says(expected) {
  const wanted = JSON.stringify(expected);
  return until(said, (seen) => JSON.stringify(seen) === wanted, `to say ${wanted}`);
}

test("a visitor reads what the edge would give for the product", async () => {
  stand.merchant.token = null;
  await open("visitor", product("4411", 3400));
  const { points } = await quoted("4411", 3400);
  assert.equal(points, 34);
  await says([`Earn ${points} berries`]);
});

test("a shopper's tier counts, and what comes later says when", async () => {
  const who = await stand.signIn();
  await stand.shop.order(who, 20_000);
  await open("shopper", product("4411", 3400) + product("88", 1900));
  const [mug, coffee] = await Promise.all([
    quoted("4411", 3400, stand.merchant.token),
    quoted("88", 1900, stand.merchant.token),
  ]);
  assert.ok(mug.points > 34, "Silver earns more");
  const day = { day: "numeric", month: "short", year: "numeric", timeZone: "America/New_York" };
  const by = new Intl.DateTimeFormat("en", day).format(new Date(coffee.pending_until));
  await says([
    `Earn ${mug.points} berries`,
    `Earn ${coffee.points} berries, all yours by ${by}`,
  ]);
});

test("many products are one question each, however often they show", async () => {
  stand.merchant.token = null;
  const asked = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/quotes")) asked.push(request);
  });
  const some = product("4411", 3400) + product("4411", 1000) + product("4412", 900);
  await open("many", some.repeat(4));
  await says(Array(4).fill(["34", "10", "9"].map((it) => `Earn ${it} berries`)).flat());
  assert.equal(asked.length, 3);
});

test("another price is another question, and none is the page's own words", async () => {
  stand.merchant.token = null;
  await open("change", product("4411", 3400));
  await says(["Earn 34 berries"]);
  const host = page.locator("accolade-earn");
  await host.evaluate((it) => it.setAttribute("price", "5200"));
  await says(["Earn 52 berries"]);
  await host.evaluate((it) => it.setAttribute("price", "10"));
  await says([""]);
});

test("signing in and out is answered anew", async () => {
  stand.merchant.token = null;
  await open("sign-in", product("4411", 4000));
  await says(["Earn 40 berries"]);
  const who = await stand.signIn();
  await stand.shop.order(who, 20_000);
  await page.evaluate((token) => accolade.identify(token), stand.merchant.token);
  await says(["Earn 50 berries"]);
  await page.evaluate(() => accolade.signOut());
  await says(["Earn 40 berries"]);
});

test("where the edge can't say, the page's own words stand", async () => {
  stand.merchant.token = null;
  await page.route("**/quotes", (route) => route.abort());
  await open("unsaid", product("4411", 3400));
  await page.waitForFunction(() => document.querySelector("accolade-earn").shadowRoot);
  await page.waitForEvent("requestfailed");
  assert.equal(await page.getByText("…").isVisible(), true);
});

test("anyone reads the ways to earn, from the program", async () => {
  stand.merchant.token = null;
  await open("ways", "<accolade-earn></accolade-earn>");
  for (const words of [
    "A berry for every dollar 1 berry per $1",
    "Coffee counts twice On some products · Arrives after 14 days 1 berry per $1",
    "Write a review Once per product 25 berries",
    "Come by 5 days in a row 20 berries",
    "Bring a friend 50 berries for your friend · After their first order from $30 · " +
      "Up to 20 a year 100 berries",
    "Coffee for the dark months 2× berries · Until ",
  ]) {
    await elements.shows(page, "earn", words);
  }
});

test("a shopper reads what is left, what is done and what opens the rest", async () => {
  const who = await stand.signIn();
  await stand.shop.order(who, 20_000);
  await stand.shop.act(who, "signup");
  await stand.shop.act(who, "letter");
  await stand.shop.claim("bo", await stand.shop.friendCode(who));
  await stand.shop.order("bo", 4000);
  await until(
    () => stand.shop.account(stand.merchant.token),
    ({ earn }) => earn.find(({ rule }) => rule === "friend").cap.left === 19,
    "what a friend's order brings",
  );
  await open("own-ways", "<accolade-earn></accolade-earn><accolade-rewards></accolade-rewards>");
  for (const words of [
    "Coffee for the dark months 2× berries · Until",
    "1 day in a row 20 berries after 4 more days in a row",
    "Opening an account Done 100 berries",
    "Have a birthday Next on",
    "Reading our letter Once You've had all there is for now 20 berries",
    "Come to the spring tasting Opens at Gold, 200 berries away 80 berries",
    "Up to 20 a year · 19 left",
  ]) {
    await elements.shows(page, "earn", words);
  }
  const { length } = stand.shop.program.earn;
  assert.equal(length, await page.locator("accolade-earn [part=way]").count());
  for (const words of [
    "A tasting cup 240 berries · Once · Until",
    "3 left",
    "An evening at the wheel 300 berries Opens at Gold, 200 berries away",
    "Six dollars in spring 80 berries Opens on",
  ]) {
    await elements.shows(page, "rewards", words);
  }
});
