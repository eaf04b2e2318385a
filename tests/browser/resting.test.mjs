// Reviews where wasm doesn't run: all of them are there to be read, and nothing looks as if it did
// what it can't.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focused } from "./lib/elements.mjs";
import { scriptTag, strictPolicy } from "./lib/merchant.mjs";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

/** What only the wasm does. */
const CONTROLS = ".writing button, .chip, select, .vote, .more button";
/** What is read, and pressed where there is wasm. */
const BOTH = ".spread, .thumb";

const KINDS = {
  reviews: `<accolade-reviews product="${voices.PRODUCT.id}"></accolade-reviews>`,
  testimonials: '<accolade-testimonials layout="carousel"></accolade-testimonials>',
};

let stand;
let page;

before(async () => {
  stand = await openStand({ reviews: { publish: "checked", photo_hosts: [voices.PHOTO_HOST] } });
  const written = await voices.fillUp(stand.shop);
  const chosen = [written.ines, written.priya];
  await until(
    () => voices.choose(stand.shop, chosen).then(() => true, (refusal) => refusal.message),
    (answer) => answer === true,
    "the chosen ones to be known",
  );
});

after(() => stand?.close());

/** A page of one's own. */
async function open(t, options) {
  page = await proof.newPage(t, stand.browser, options);
  await voices.servePhotos(page);
}

/** A page with a root of its own. */
async function inlined(kind) {
  const e = kind === "reviews" ? `reviews:${voices.PRODUCT.id}` : "testimonials:carousel";
  const question = `${stand.edge}/v1/shops/${stand.shop.id}/fragments?as=html&e=${e}&locale=en`;
  const { fragments } = await fetch(question).then((answer) => answer.json());
  return KINDS[kind].replace(">", `>${fragments[0].html}`);
}

const reviews = () => page.locator("accolade-reviews");
const shown = (selector) => reviews().locator(selector).filter({ visible: true }).count();

/** The words and drawings are there, what would do nothing is not. */
async function isOnlyRead() {
  assert.equal(await shown(CONTROLS), 0);
  assert.equal(await shown(BOTH), 0, "no bar and no photo is a button");
  assert.equal(await shown("[part=review]"), 10);
  assert.equal(await shown(".spread svg"), 5);
  assert.equal(await shown(".spread .count"), 5);
  assert.equal(await shown(".thumb img"), 4);
  const more = reviews().locator("summary", { hasText: "Read more" });
  await more.press("Enter");
  await reviews().getByText("perhaps choose the low ones").waitFor();
}

/** Every stop of the keyboard. */
async function stops() {
  const seen = [];
  await page.evaluate(() => document.activeElement?.blur());
  for (;;) {
    await page.keyboard.press("Tab");
    const { tag, name } = await focused(page);
    if (tag === "body" || seen.length > 60) return seen;
    seen.push(`${tag} ${name}`);
  }
}

test("under a policy without wasm, from the first paint on", async (t) => {
  await open(t);
  await page.addInitScript(() => {
    globalThis.flashed = 0;
    const look = () => {
      const root = document.querySelector("accolade-reviews")?.shadowRoot;
      const write = root?.querySelector(".writing button");
      if (write?.checkVisibility()) globalThis.flashed += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  const binaries = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && binaries.push(request.url()));
  const policy = strictPolicy(stand.edge, "").replace("img-src", `img-src https://${voices.PHOTO_HOST}`);
  const head = scriptTag(stand.edge, stand.shop.id);
  await page.goto(stand.merchant.put("policy", { head, body: KINDS.reviews, policy }));
  await proof.drawn(page, "reviews");
  await isOnlyRead();
  const buttons = (await stops()).filter((stop) => /^(button|select)/.test(stop));
  assert.deepEqual(buttons, []);
  await page.evaluate(() => void globalThis.accolade.refresh());
  await proof.isTold(page, "error accolade-reviews");
  await isThere();
  assert.equal(await page.evaluate(() => globalThis.flashed), 0);
  assert.deepEqual(binaries, [], "nothing is loaded that may not run");
});

const isThere = () => reviews().locator("[part=review]").first().waitFor();

test("after a trap, with a photo open", async (t) => {
  await open(t);
  await page.goto(voices.pageOf(stand, "trap"));
  await proof.bring(page, "reviews");
  assert.ok((await shown(CONTROLS)) > 0);
  await reviews().getByRole("button", { name: "Photo 1 of 3 by Priya S." }).click();
  await reviews().locator("dialog[open]").waitFor();
  await page.evaluate(() => {
    const trap = new WebAssembly.RuntimeError("unreachable");
    dispatchEvent(new ErrorEvent("error", { error: trap, message: "unreachable" }));
  });
  await proof.isTold(page, "error accolade-reviews");
  assert.equal(await reviews().locator("dialog[open]").count(), 0);
  await isOnlyRead();
});

test("where the wasm makes nothing of what came with the page", async (t) => {
  await open(t);
  await page.route("**/fragments?*", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    for (const { given } of body.fragments) delete given.locale;
    await route.fulfill({ response, json: body });
  });
  await page.goto(voices.pageOf(stand, "nothing"));
  await proof.drawn(page, "reviews");
  await page.evaluate(() => globalThis.accolade.refresh());
  await until(() => shown(CONTROLS), (count) => count === 0, "what does nothing to go");
  await isOnlyRead();
});

test("where no script runs at all", async (t) => {
  await open(t, { javaScriptEnabled: false });
  const body = `${await inlined("reviews")}${await inlined("testimonials")}`;
  await page.goto(stand.merchant.put("no-script", { body }));
  await isThere();
  await isOnlyRead();
  const steps = page.locator("accolade-testimonials .steps button");
  assert.equal(await steps.filter({ visible: true }).count(), 0);
});
