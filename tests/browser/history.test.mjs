// The history as the edge keeps it: page by page, newest first, and what stands when it can't be.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as elements from "./lib/elements.mjs";
import { head, openForEach, page, stand } from "./lib/opened.mjs";
import { until } from "./lib/until.mjs";

const BODY = `<accolade-history></accolade-history><accolade-rewards></accolade-rewards>`;

openForEach();

const history = () => elements.element(page, "history");
const rows = () => history().locator("[part=entry]");
const open = (name) => page.goto(stand.merchant.put(name, { head, body: BODY }));

function count(number) {
  return until(() => rows().count(), (seen) => seen === number, `${number} entries`);
}

/** Each row's change and balance. */
function numbers() {
  return rows().evaluateAll((nodes) =>
    nodes.map((node) => {
      const [change, balance] = node.querySelector(".change").innerText.split(/\n+/);
      return [change, Number(balance.replace(/\D/g, ""))];
    }),
  );
}

test("older entries come by a button, which leaves the keyboard at the first of them", async () => {
  const who = await stand.signIn(1);
  for (let points = 2; points <= 60; points += 1) await stand.shop.give(who, points);
  await open("long");
  // A page is fifty entries, and those that only note something, a visit, aren't shown.
  await history().getByRole("button", { name: "Show more" }).waitFor();
  const first = await rows().count();
  assert.ok(first > 40 && first <= 50, `${first} entries`);
  await history().getByRole("button", { name: "Show more" }).press("Enter");
  await count(60);
  assert.equal(await history().getByRole("button", { name: "Show more" }).count(), 0);
  const seen = await numbers();
  let balance = 0;
  for (const [index, [change, after]] of seen.toReversed().entries()) {
    balance += index + 1;
    assert.deepEqual([change, after], [`+${index + 1}`, balance]);
  }
  const focused = await elements.focused(page);
  assert.deepEqual(focused.parts, ["entry"]);
  const more = 60 - first;
  assert.ok(focused.name.includes(`+${more}`), focused.name);
  assert.equal(await history().locator(".sr[role=status]").textContent(), `${more} more`);
});

test("what happens on the page stands on top without a new page", async () => {
  await stand.signIn(340);
  await open("news");
  await count(1);
  await elements.redeemButton(page, "$5 off your order for 100 berries").click();
  await elements.confirmButton(page).click();
  await count(2);
  assert.deepEqual((await numbers())[0], ["−100", 240]);
});

test("an account without a past says what will stand there", async () => {
  await stand.signIn();
  await open("empty");
  await elements.shows(page, "history", "Nothing has happened yet.");
});

test("a visitor is told to sign in", async () => {
  stand.merchant.token = null;
  await open("nobody");
  await elements.shows(page, "history", "Sign in to see your history");
});

test("a history that can't be read says so, and comes when it can", async () => {
  await stand.signIn(340);
  await page.route("**/account/entries*", (route) => route.abort());
  // A visit that is counted brings news, and with them the history by itself.
  await page.route("**/visits", (route) => route.abort());
  await open("unread");
  await elements.shows(page, "history", "We can't read your history right now.");
  await page.unroute("**/account/entries*");
  await history().getByRole("button", { name: "Try again" }).click();
  await count(1);
});

test("another shopper sees nothing of the first one's", async () => {
  await stand.signIn(340);
  await open("first");
  await count(1);
  const second = stand.shop.token(await stand.signIn(77));
  await page.evaluate((token) => accolade.identify(token), second);
  await until(numbers, ([first]) => first?.[1] === 77, "the second's balance");
  assert.deepEqual(await numbers(), [["+77", 77]]);
  await page.evaluate(() => accolade.signOut());
  await elements.shows(page, "history", "Sign in to see your history");
});
