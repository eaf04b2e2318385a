// axe finds nothing: on every page of the demo and in every state of the elements, in every look.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LOOKS, WIDTHS, violations } from "./lib/axe.mjs";
import { openPage } from "./lib/chromium.mjs";
import * as elements from "./lib/elements.mjs";
import * as juniper from "./lib/juniper.mjs";
import { openStand } from "./lib/stand.mjs";
import { MORE_STATES, STATES, dress, reach } from "./lib/states.mjs";

let stand;
let shopper;
let visitor;

before(async () => {
  stand = await openStand();
  // Without motion nothing is half transparent while its contrast is measured.
  const still = { reducedMotion: "reduce" };
  visitor = await openPage(stand.browser, still);
  shopper = await openPage(stand.browser, still);
  await juniper.createAccount(shopper, stand.demo.shop);
  await juniper.buy(shopper, stand.demo.shop, "well-carafe", 2);
});

after(() => stand?.close());

async function findsNothing(page) {
  const found = [];
  for (const look of LOOKS) {
    await dress(page, look);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const lines = await violations(page);
      found.push(...lines.map((line) => `${look.name}, ${width}: ${line}`));
    }
  }
  assert.deepEqual(found, []);
}

const VISITED = ["/", "/products/tide-mug", "/account", "/cart", "/nowhere"];

for (const path of VISITED) {
  test(`a visitor's ${path}`, async () => {
    await visitor.goto(`${stand.demo.shop}${path}`);
    await findsNothing(visitor);
  });
}

test("an order's page", () => findsNothing(shopper));

test("a shopper's account", async () => {
  await shopper.goto(`${stand.demo.shop}/account`);
  await elements.balanceSays(shopper, "You have 252 berries, worth $12.00");
  await elements.tierIs(shopper, "Silver");
  await findsNothing(shopper);
});

test("a full cart", async () => {
  await juniper.addToCart(shopper, stand.demo.shop, "tide-mug");
  await elements.shows(shopper, "cart", "This cart earns 42 berries");
  await findsNothing(shopper);
});

test("the checkout", async () => {
  await juniper.hook(shopper, "to-checkout").click();
  await juniper.hook(shopper, "pay").waitFor();
  await findsNothing(shopper);
});

test("the drawer behind the counter", async () => {
  await juniper.hook(shopper, "open-counter").click();
  await juniper.hook(shopper, "call").first().waitFor();
  await findsNothing(shopper);
});

for (const state of [...STATES, ...MORE_STATES]) {
  test(`the elements, ${state.name}`, async (t) => {
    const page = await openPage(stand.browser, { reducedMotion: "reduce" });
    t.after(() => page.context().close());
    await reach(state, page, stand);
    await findsNothing(page);
  });
}
