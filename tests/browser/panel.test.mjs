// The panel: opened, read, used and closed by keyboard alone; the page behind it keeps still.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints } from "./lib/chromium.mjs";
import * as elements from "./lib/elements.mjs";
import { strictPolicy } from "./lib/merchant.mjs";
import { head, openForEach, page, stand } from "./lib/opened.mjs";
import { until } from "./lib/until.mjs";

const BODY = `<p><a href="#">Before</a></p><accolade-panel>Your berries</accolade-panel>
  <p><a href="#">After</a></p><p class="long">${"A long page. ".repeat(4000)}</p>`;
const LAUNCHER = "340 berries, Juniper Rewards";

openForEach();

async function open(name, points = 340, root = 'lang="en"') {
  if (points === null) stand.merchant.token = null;
  else await stand.signIn(points);
  await page.goto(stand.merchant.put(name, { head, body: BODY, root }));
}

const panel = () => elements.element(page, "panel");
const dialog = () => panel().locator("dialog");
const launcher = () => panel().locator("[part=launcher]");
const shown = () => panel().locator("[role=tabpanel]").innerText();
const isOpen = () => panel().evaluate((host) => host.open);

function focusIs(name) {
  return until(() => elements.focused(page), (node) => node.name === name, `focus on ${name}`);
}

function shows(text) {
  return until(shown, (seen) => seen.includes(text), `the panel to show ${text}`);
}

async function launch() {
  await panel().getByRole("button", { name: LAUNCHER }).waitFor();
  await elements.tabTo(page, ({ name }) => name === LAUNCHER, { most: 3 });
  await page.keyboard.press("Enter");
  await focusIs("Overview");
}

test("it opens, turns and closes by keyboard alone, and the keyboard is back where it was", async () => {
  await open("keyboard");
  await launch();
  await shows("Worth $17.00");
  await page.keyboard.press("ArrowRight");
  await focusIs("Earn");
  await shows("A berry for every dollar");
  await page.keyboard.press("End");
  await focusIs("History");
  await shows("+340");
  await page.keyboard.press("ArrowRight");
  await focusIs("Overview");
  await page.keyboard.press("ArrowLeft");
  await focusIs("History");
  await page.keyboard.press("Home");
  await focusIs("Overview");
  await page.keyboard.press("Tab");
  const node = await elements.focused(page);
  assert.deepEqual(node.parts, ["page"], "one stop for all tabs, then what they show");
  await page.keyboard.press("Escape");
  await focusIs(LAUNCHER);
  assert.equal(await isOpen(), false);
});

test("in a page from right to left the arrows go with the eye", async () => {
  await open("arrows", 340, 'lang="en" dir="rtl"');
  await launch();
  await page.keyboard.press("ArrowLeft");
  await focusIs("Earn");
  await page.keyboard.press("ArrowRight");
  await focusIs("Overview");
});

test("while it is open the keyboard and the reader meet nothing else", async () => {
  await open("inert");
  await launch();
  const names = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press("Tab");
    names.push((await elements.focused(page)).name);
  }
  assert.ok(!names.includes("Before") && !names.includes("After"), names.join());
  assert.ok(!names.includes(LAUNCHER), names.join());
  assert.equal(await dialog().evaluate((node) => node.matches(":modal")), true);
  assert.equal(await page.getByRole("dialog", { name: "Juniper Rewards" }).count(), 1);
});

test("a reward is redeemed in it; Escape leaves the question first, then the panel", async () => {
  await open("redeem");
  await launch();
  await panel().getByRole("tab", { name: "Rewards" }).click();
  const redeem = panel().getByRole("button", { name: "Redeem $5 off your order for 100 berries" });
  await redeem.focus();
  await page.keyboard.press("Enter");
  await elements.confirmButton(page, "panel").waitFor();
  await page.keyboard.press("Escape");
  await focusIs("Redeem $5 off your order for 100 berries");
  assert.equal(await isOpen(), true);
  await page.keyboard.press("Enter");
  await elements.confirmButton(page, "panel").press("Enter");
  await elements.voucher(page, "panel").waitFor();
  await panel().getByRole("tab", { name: "History" }).click();
  await shows("−100");
  await page.keyboard.press("Escape");
  await until(isOpen, (is) => is === false, "the panel to be closed");
  await until(() => launcher().innerText(), (text) => text.includes("240"), "the new balance");
});

test("the page behind does not move, scroll or stay held", async () => {
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      // Nodes in a shadow are not named: what comes late into the panel is not the page behind.
      const ofPage = list.getEntries().filter(({ sources }) => sources.some(({ node }) => node));
      shifts.push(...ofPage);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open("still");
  await panel().getByRole("button", { name: LAUNCHER }).waitFor();
  const place = () => page.locator("a").first().evaluate((node) => node.getBoundingClientRect().x);
  const width = () => page.locator(".long").evaluate((node) => node.getBoundingClientRect().width);
  const was = [await place(), await width()];
  // Before that, the element's own words stood in the page where it was painted without the script.
  const from = await page.evaluate(() => performance.now());
  await page.evaluate(() => document.querySelector("accolade-panel").show("earn"));
  await until(isOpen, (is) => is, "the panel to be open");
  assert.deepEqual([await place(), await width()], was);
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 600);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  assert.equal(await page.evaluate(() => scrollY), 0);
  // The page beside the dialog is a way out of it.
  await page.mouse.click(100, 400);
  await until(isOpen, (is) => is === false, "the panel to be closed");
  assert.deepEqual([await place(), await width()], was);
  await page.mouse.wheel(0, 600);
  await until(() => page.evaluate(() => scrollY), (y) => y > 0, "the page to scroll again");
  const moved = await page.evaluate((from) => {
    const since = shifts.filter(({ startTime }) => startTime > from);
    return since.reduce((sum, { value }) => sum + value, 0);
  }, from);
  assert.ok(moved < 0.005, `${moved}`);
});

test("a strict policy with Trusted Types is kept while it opens and holds the page", async () => {
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  const heard = complaints(page);
  await stand.signIn(340);
  const policy = strictPolicy(stand.edge);
  await page.goto(stand.merchant.put("strict-panel", { head, body: BODY, policy }));
  await launch();
  const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflow);
  assert.equal(await overflow(), "hidden");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await shows("+340");
  await page.keyboard.press("Escape");
  await until(isOpen, (is) => is === false, "the panel to be closed");
  assert.equal(await overflow(), "visible");
  assert.deepEqual([await page.evaluate(() => violations), heard], [[], []]);
});

test("a script opens and closes it, and hears of both", async () => {
  await open("script");
  await page.evaluate(() => {
    globalThis.heard = [];
    for (const name of ["opened", "closed"]) {
      document.addEventListener(`accolade:${name}`, () => heard.push(name));
    }
    document.querySelector("accolade-panel").open = true;
  });
  await until(isOpen, (is) => is, "the panel to be open");
  await panel().evaluate((host) => host.show("rewards"));
  await shows("Free delivery");
  await panel().evaluate((host) => host.close());
  await until(isOpen, (is) => is === false, "the panel to be closed");
  assert.deepEqual(await page.evaluate(() => heard), ["opened", "closed"]);
});

test("a press before the wasm has come is kept", async () => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => (await held, route.continue()));
  await open("early");
  await panel().getByRole("button", { name: "Your berries" }).click();
  release();
  await until(isOpen, (is) => is, "the panel to be open");
  await shows("340");
});

test("a visitor reads what there is to gain and how it goes", async () => {
  await open("visitor", null);
  await panel().getByRole("button", { name: "Your berries" }).click();
  await shows("Sign in to see your berries");
  await shows("Joining brings 100 berries.");
  await panel().getByRole("tab", { name: "Rewards" }).click();
  await shows("$5 off your order");
  await panel().getByRole("tab", { name: "History" }).click();
  await shows("Sign in to see your history");
});

const ANSWERS = [
  "A berry for every dollar: 1 berry per $1.",
  "Rewards start at 20 berries.",
  "The code is good for 15 minutes.",
  "Your berries expire after 12 months without an order or a reward used.",
  "Silver from 150 berries: 1.25× berries · New pieces a day early.",
  "What you earn on orders in the last 12 months counts.",
];

test("its answers are the program's own", async () => {
  await open("answers");
  await launch();
  for (const question of await panel().locator("summary").all()) await question.click();
  for (const answer of ANSWERS) await shows(answer);
});

test("where the program says otherwise, so do the answers", async () => {
  await page.route(/\/v1\/shops\/[^/]+\/program$/, async (route) => {
    const response = await route.fetch();
    const { expiry, ...json } = await response.json();
    assert.ok(expiry);
    await route.fulfill({ response, json: { ...json, hold: "PT2H" } });
  });
  await open("otherwise");
  await launch();
  for (const question of await panel().locator("summary").all()) await question.click();
  await shows("Your berries don't expire.");
  await shows("The code is good for 2 hours.");
});
