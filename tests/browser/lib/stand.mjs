// Everything a test of bare pages stands on: an edge, a merchant's site, a shop that is theirs.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { openChromium } from "./chromium.mjs";
import { ROOT, startDemo } from "./demo.mjs";
import { Shop } from "./edge.mjs";
import { Merchant } from "./merchant.mjs";

/** Opens it all; `change` may change the program before the shop is configured. */
export async function openStand({ change = () => {}, browserOptions = {}, reviews } = {}) {
  const program = JSON.parse(await readFile(path.join(ROOT, "www/programs/juniper.json"), "utf8"));
  change(program);
  const demo = await startDemo();
  const merchant = await new Merchant().open();
  const browser = await openChromium(browserOptions);
  const close = async () => {
    await browser.close();
    await merchant.close();
    await demo.stop();
  };
  const shop = new Shop(demo.edge, "corner-shop");
  const settings = { origins: [merchant.origin], program, reviews };
  // What was opened must be closed for the test's process to end.
  await shop.configure(demo.keys.ACCOLADE_OPERATOR_KEY, settings).catch(async (refusal) => {
    await close();
    throw refusal;
  });
  let shoppers = 0;
  return {
    demo,
    edge: demo.edge,
    merchant,
    browser,
    shop,
    /** Signs in somebody new with so many points; answers who. */
    async signIn(points = 0) {
      shoppers += 1;
      const shopper = `shopper-${shoppers}`;
      if (points > 0) await shop.give(shopper, points);
      merchant.token = shop.token(shopper);
      return shopper;
    },
    close,
  };
}
