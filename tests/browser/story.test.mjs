// The demo's whole story, as one person lives it: earn, see, redeem, check out, get a refund.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { story } from "./lib/chapters.mjs";
import { openChromium, openPage, complaints } from "./lib/chromium.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as elements from "./lib/elements.mjs";
import * as juniper from "./lib/juniper.mjs";
import { until, untilText } from "./lib/until.mjs";

const FIVE_OFF = "$5 off your order for 100 berries";

const chapter = story();

let demo;
let browser;
let page;
let heard;
let code;

before(async () => {
  demo = await startDemo();
  browser = await openChromium();
  page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  heard = complaints(page);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

chapter("a product says what it earns before it is in a cart", async () => {
  await page.goto(`${demo.shop}/products/well-carafe`);
  const earns = juniper.hook(page, "earns");
  const said = () => earns.evaluate((host) => host.shadowRoot?.textContent ?? "");
  await untilText(said, "Earn 76 berries");
});

chapter("a visitor's cart says what it earns and how to collect it", async () => {
  await juniper.addToCart(page, demo.shop, "well-carafe", 2);
  await elements.shows(page, "cart", "This cart earns 152 berries");
  await elements.shows(page, "cart", "Sign in to collect them");
  const link = elements.element(page, "cart").getByRole("link", { name: "Sign in" });
  assert.equal(await link.getAttribute("href"), `${demo.shop}/account`);
});

chapter("a new account starts with the points of its signup", async () => {
  await juniper.createAccount(page, demo.shop);
  await elements.balanceSays(page, "You have 100 berries, worth $5.00");
  await elements.figureShows(page, "100");
  await elements.tierIs(page, "Bronze");
  await elements.shows(page, "tier", "150 berries to Silver");
  const [welcome, ...others] = await juniper.history(page);
  const { kind, change, balance, why } = welcome;
  assert.deepEqual([kind, change, balance], ["earn", "+100", "100"]);
  assert.equal(why, "100 berries for Opening an account");
  assert.deepEqual(others, []);
});

chapter("the ways to earn know what is done, and which day comes next", async () => {
  for (const words of [
    "Opening an account Done 100 berries",
    "Have a birthday Next on",
    "Each year with us Next on",
    "1 day in a row 20 berries after 4 more days in a row",
    "Bring a friend 50 berries for your friend",
  ]) {
    await elements.shows(page, "earn", words);
  }
  await elements.balanceSays(page, "You have 100 berries, worth $5.00");
});

chapter("a paid order brings its points and the tier they reach", async () => {
  await page.goto(`${demo.shop}/cart`);
  await elements.shows(page, "cart", "This cart earns 152 berries");
  await juniper.hook(page, "to-checkout").click();
  await juniper.pay(page);
  assert.equal(await juniper.earned(page), "It brought 152 berries.");
  assert.equal(await juniper.read(page, "total"), "$161.12");
  await juniper.hook(page, "to-account").click();
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  await elements.tierIs(page, "Silver");
  await elements.shows(page, "tier", "248 berries to Gold");
  await elements.shows(page, "tier", "1.25× berries");
});

chapter("a reward is redeemed by keyboard alone", async () => {
  await elements.redeemButton(page, FIVE_OFF).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await elements.tabTo(page, ({ name }) => name === `Redeem ${FIVE_OFF}`);
  await page.keyboard.press("Enter");
  const panel = elements.element(page, "rewards").locator("[part=panel]");
  await panel.waitFor();
  assert.match(await panel.innerText(), /Use 100 berries for \$5 off your order\?/);
  assert.match(await panel.innerText(), /\b152 berries\b/);
  await elements.tabTo(page, ({ name }) => name === "Use 100 berries", { most: 2 });
  const kept = page.waitForResponse(`${demo.shop}/cart/code`);
  await page.keyboard.press("Enter");
  await elements.voucher(page).waitFor();
  await kept;
  code = await elements.voucherCode(page);
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  await elements.balanceSays(page, "You have 152 berries, worth $7.00");
  await elements.shows(page, "balance", "100 berries set aside for a code");
  assert.deepEqual((await elements.focused(page)).parts, ["voucher"]);
});

chapter("the code is copied with one press", async () => {
  await elements.tabTo(page, ({ name }) => name === "Copy the code", { most: 1 });
  await page.keyboard.press("Enter");
  await elements.voucher(page).getByText("Copied", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
});

chapter("the time left is the hold's own and goes on by itself", async () => {
  const first = await elements.secondsLeft(page);
  assert.ok(first <= 15 * 60 && first > 10 * 60, `${first} seconds of 15 minutes`);
  const later = await until(() => elements.secondsLeft(page), (now) => now < first, "a second");
  assert.ok(first - later <= 5, `from ${first} to ${later}`);
});

chapter("the history gains the hold without a new page", async () => {
  const entries = await until(
    () => juniper.history(page),
    (rows) => rows[0].kind === "hold",
    "the hold's entry",
  );
  assert.equal(entries[0].change, "−100");
  assert.equal(entries[0].balance, "152");
  assert.equal(entries[0].why, "100 berries set aside for $5 off your order");
});

chapter("the code takes five dollars off at the checkout and says so in the account", async () => {
  await juniper.addToCart(page, demo.shop, "tide-mug");
  await elements.shows(page, "cart", "This cart earns 42 berries");
  await juniper.hook(page, "to-checkout").click();
  assert.equal(await juniper.hook(page, "code").inputValue(), code);
  await juniper.hook(page, "use-code").click();
  await juniper.hook(page, "code-taken").waitFor();
  assert.equal(await juniper.read(page, "discount"), "−$5.00");
  assert.equal(await juniper.read(page, "total"), "$37.24");
  await page.goto(`${demo.shop}/account`);
  await elements.shows(page, "rewards", "In use at a checkout");
  assert.equal(await elements.voucher(page).getByText("Give the berries back").count(), 0);
});

chapter("the order pays less, takes the code and earns on what was paid", async () => {
  await page.goto(`${demo.shop}/checkout`);
  await juniper.pay(page);
  assert.equal(await juniper.earned(page), "It brought 36 berries.");
  assert.equal(await juniper.read(page, "total"), "$37.24");
  await juniper.hook(page, "to-account").click();
  await elements.balanceSays(page, "You have 188 berries, worth $9.00");
  assert.equal(await elements.voucher(page).count(), 0);
  const captured = (await juniper.history(page)).find(({ kind }) => kind === "capture");
  assert.match(captured.why, /^100 berries used for \$5 off your order Order #\d+$/);
});

chapter("a refund gives the reward back and takes the order's points", async () => {
  await juniper.hook(page, "order").first().locator("h3 a").click();
  await juniper.asShop(page, "shop-refund");
  assert.equal(await juniper.read(page, "order-state"), "Refunded");
  await juniper.hook(page, "to-account").click();
  await page.waitForURL(`${demo.shop}/account`);
  const rows = await until(
    async () => (await page.reload(), juniper.history(page)),
    (entries) => entries.some(({ kind }) => kind === "clawback"),
    "the clawback's entry",
  );
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  assert.equal(byKind.get("restore").change, "+100");
  assert.equal(byKind.get("restore").balance, "288");
  assert.equal(byKind.get("clawback").change, "−36");
  assert.equal(byKind.get("clawback").balance, "252");
});

chapter("every entry explains itself, and the balances add up", async () => {
  const rows = (await juniper.history(page)).reverse();
  let balance = 0;
  for (const { sequence, change, balance: after, why } of rows) {
    balance += change === "" ? 0 : Number(change.replace("−", "-"));
    assert.equal(Number(after), balance, `entry ${sequence}`);
    assert.match(why, /\S+ \S+/, `entry ${sequence} says why`);
  }
  assert.equal(balance, 252);
  const sequences = rows.map(({ sequence }) => sequence);
  // Entries that only note something, a visit or a birthday, have their numbers and are not shown.
  const inOrder = [...new Set(sequences)].sort((one, other) => one - other);
  assert.deepEqual(sequences, inOrder, "each once and in order");
  const said = rows.map(({ why }) => why).join("\n");
  for (const reason of [
    "152 berries: 1 per $1.00 on $152.00",
    "36 berries: 1 per $1.00 on $29.00, times 1.25 for Silver, rounded down",
    "100 berries back from $5 off your order: $34.00 of $34.00 was refunded",
    "36 berries taken back: the order keeps $0.00 of $29.00, and with it 0 of 36 berries",
    "From Bronze to Silver",
  ]) {
    assert.ok(said.includes(reason), `${reason}\nis not among\n${said}`);
  }
});

chapter("a reward given back returns its points at once", async () => {
  await elements.redeemButton(page, FIVE_OFF).click();
  await elements.confirmButton(page).click();
  await elements.balanceSays(page, "You have 152 berries, worth $7.00");
  await elements.voucher(page).getByRole("button", { name: "Give the berries back" }).click();
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  assert.equal(await elements.voucher(page).count(), 0);
  await page.reload();
  const [newest] = await juniper.history(page);
  assert.equal(newest.why, "100 berries back: $5 off your order was not used");
});

chapter("signing out leaves nothing of the shopper on the page", async () => {
  await juniper.hook(page, "sign-out").click();
  await page.waitForURL(`${demo.shop}/`);
  await juniper.addToCart(page, demo.shop, "tide-mug");
  await elements.shows(page, "cart", "Sign in to collect them");
  assert.ok(!(await page.content()).includes("Ada"));
});

chapter("nothing in the story made the browser complain", () => {
  assert.deepEqual(heard, []);
});
