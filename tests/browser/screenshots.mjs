// A command: walks the demo and the elements' states, and writes pictures to target/screenshots.
//
//     node tests/browser/screenshots.mjs [page or state…]

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { openPage } from "./lib/chromium.mjs";
import { ROOT, SCRATCH } from "./lib/demo.mjs";
import * as elements from "./lib/elements.mjs";
import * as juniper from "./lib/juniper.mjs";
import { openStand } from "./lib/stand.mjs";
import { MORE_STATES, STATES, dress, reach } from "./lib/states.mjs";
import { SETTINGS, VOICE_STATES, prepare } from "./lib/voice-states.mjs";

const FOLDER = path.join(SCRATCH, "..", "screenshots");
const WIDTHS = [390, 1280];
const LOOKS = [
  { name: "light", scheme: "light", dir: "ltr" },
  { name: "dark", scheme: "dark", dir: "ltr" },
  { name: "rtl", scheme: "light", dir: "rtl" },
  { name: "forced", scheme: "light", dir: "ltr", forcedColors: "active" },
];
const HALF = { width: 640, height: 800 };
const STILL = { reducedMotion: "reduce" };

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

async function photograph(page, name) {
  if (!isWanted(name)) return;
  for (const look of LOOKS) {
    await dress(page, look);
    await page.emulateMedia({ forcedColors: look.forcedColors ?? "none" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const file = path.join(FOLDER, `${name}-${look.name}-${width}.png`);
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  await page.emulateMedia({ forcedColors: "none" });
}

async function walk(stand) {
  const page = await openPage(stand.browser, STILL);
  const { shop } = stand.demo;
  await page.goto(`${shop}/`);
  await photograph(page, "home");
  await page.goto(`${shop}/products/tide-mug`);
  await photograph(page, "product");
  await page.goto(`${shop}/products/morning-ridge`);
  await photograph(page, "product-inlined");
  await page.goto(`${shop}/account`);
  await photograph(page, "sign-in");
  await juniper.createAccount(page, shop, "ada@example.com");
  await juniper.buy(page, shop, "well-carafe", 2);
  await photograph(page, "order");
  await page.goto(`${shop}/account`);
  await elements.balanceSays(page, "You have 252 berries, worth $12.00");
  await photograph(page, "account");
  await picture(page, shop);
  await page.goto(`${shop}/account`);
  await elements.redeemButton(page, "$5 off your order for 100 berries").click();
  await elements.confirmButton(page).click();
  await elements.voucher(page).waitFor();
  await photograph(page, "account-voucher");
  await juniper.addToCart(page, shop, "tide-mug");
  await elements.shows(page, "cart", "This cart earns");
  await photograph(page, "cart");
  await juniper.hook(page, "to-checkout").click();
  await photograph(page, "checkout");
  await page.context().close();
}

/** The README's picture: what somebody has, and beside it what people say of a mug. */
async function picture(page, shop) {
  if (!isWanted("readme")) return;
  await dress(page, LOOKS[0]);
  await page.setViewportSize(HALF);
  const account = await half(page, ".account-top");
  await page.goto(`${shop}/products/tide-mug`);
  await dress(page, LOOKS[0]);
  await page.getByText("It brings you 25 berries").waitFor();
  const reviews = await half(page, "#reviews-title");
  await page.setViewportSize({ width: HALF.width * 2, height: HALF.height });
  await page.goto("about:blank");
  const image = (bytes) => `<img src="data:image/png;base64,${bytes.toString("base64")}">`;
  await page.setContent(`<body style="margin:0;display:flex">${image(account)}${image(reviews)}`);
  await page.screenshot({ path: path.join(ROOT, "www", "screenshot.png") });
}

/** One half of it: from a heading on, without the corners of the demonstration. */
async function half(page, heading) {
  await page.evaluate((from) => {
    for (const corner of document.querySelectorAll(".corner, accolade-panel")) corner.remove();
    const { top } = document.querySelector(from).getBoundingClientRect();
    scrollTo({ top: scrollY + top - 40, behavior: "instant" });
  }, heading);
  return page.screenshot();
}

async function pose(stand) {
  const states = [...STATES, ...MORE_STATES, ...VOICE_STATES];
  for (const state of states.filter(({ name }) => isWanted(`state-${name}`))) {
    const page = await openPage(stand.browser, STILL);
    await reach(state, page, stand);
    await photograph(page, `state-${state.name}`);
    await page.context().close();
  }
}

await mkdir(FOLDER, { recursive: true });
const stand = await openStand({ reviews: SETTINGS });
await prepare(stand);
try {
  await walk(stand);
  await pose(stand);
} finally {
  await stand.close();
}
