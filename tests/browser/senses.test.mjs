// The elements by keyboard, by ear, by thumb, without motion and in forced colours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage } from "./lib/chromium.mjs";
import * as elements from "./lib/elements.mjs";
import { openStand } from "./lib/stand.mjs";
import { MORE_STATES, STATES, reach } from "./lib/states.mjs";
import { until } from "./lib/until.mjs";

const FIVE_OFF = "Redeem $5 off your order for 100 berries";

let stand;
let page;

before(async () => {
  stand = await openStand();
});

after(() => stand?.close());

async function open(t, name, options = {}) {
  page = await openPage(stand.browser, options);
  t.after(() => page.context().close());
  await reach(
    [...STATES, ...MORE_STATES].find((state) => state.name === name),
    page,
    stand,
  );
}

test("focus follows the order in which things are read", async (t) => {
  await open(t, "ready");
  const names = [];
  for (let press = 0; press < 7; press += 1) {
    await page.keyboard.press("Tab");
    names.push((await elements.focused(page)).name);
  }
  assert.deepEqual(names, [
    "Redeem Free delivery for 60 berries",
    FIVE_OFF,
    "Redeem A tenth off your order for 180 berries",
    "Redeem Pay part with berries for 20 berries",
    "How many berries",
    "How many berries",
    "Use 340 berries",
  ]);
});

test("Escape puts the confirmation away and brings the keyboard back", async (t) => {
  await open(t, "ready");
  await elements.tabTo(page, ({ name }) => name === FIVE_OFF);
  await page.keyboard.press("Enter");
  await elements.confirmButton(page).waitFor();
  await until(
    () => elements.focused(page),
    ({ parts }) => parts.includes("panel"),
    "the keyboard to be in the panel",
  );
  await page.keyboard.press("Escape");
  await until(
    () => elements.focused(page),
    ({ name }) => name === FIVE_OFF,
    "the keyboard to be back",
  );
  assert.equal(await elements.element(page, "rewards").locator("[part=panel]").count(), 0);
  assert.equal((await stand.shop.account(stand.merchant.token)).points.held, 0);
});

test("whatever has the keyboard shows it", async (t) => {
  await open(t, "ready");
  for (let press = 0; press < 7; press += 1) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      let node = document.activeElement;
      while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return { outlineStyle, width: parseFloat(outlineWidth) };
    });
    assert.ok(outline.outlineStyle !== "none" && outline.width >= 2, JSON.stringify(outline));
  }
});

test("the slider and the field beside it go together by keyboard", async (t) => {
  await open(t, "ready");
  const cart = elements.element(page, "cart");
  await cart.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await cart.getByRole("button", { name: "Use 20 berries" }).waitFor();
  assert.equal(await cart.getByRole("spinbutton").inputValue(), "20");
  await page.keyboard.press("ArrowRight");
  await cart.getByRole("button", { name: "Use 40 berries" }).waitFor();
  await cart.getByRole("spinbutton").fill("175");
  await page.keyboard.press("Tab");
  await cart.getByRole("button", { name: "Use 160 berries" }).waitFor();
  await cart.getByText("$8.00 off").waitFor();
});

test("what happens is said in live regions", async (t) => {
  await open(t, "confirm");
  const rewards = elements.element(page, "rewards");
  await elements.confirmButton(page).click();
  const status = rewards.locator(".sr[role=status]");
  await until(
    () => status.textContent(),
    (said) => said === "Your code for $5 off is ready",
    "the code to be announced",
  );
  await elements.balanceSays(page, "You have 240 berries, worth $12.00");
  await elements.voucher(page).getByRole("button", { name: "Give the berries back" }).click();
  await until(
    () => status.textContent(),
    (said) => said === "100 berries are back",
    "the return to be announced",
  );
});

test("a decline is an alert and takes the keyboard", async (t) => {
  await open(t, "declined");
  const alert = elements.element(page, "rewards").getByRole("alert");
  assert.match(await alert.innerText(), /^You don't have enough berries for this one yet\./);
  await until(
    () => elements.focused(page),
    ({ parts }) => parts.includes("panel"),
    "the keyboard to be in the panel",
  );
});

const TOUCHED = ["ready", "confirm", "voucher", "offline", "signed-out", "lists", "panel-home"];

for (const name of [...TOUCHED, "panel-earn", "panel-rewards", "panel-history"]) {
  test(`a thumb hits everything: ${name}`, async (t) => {
    await open(t, name, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    assert.equal(await page.evaluate(() => matchMedia("(pointer: coarse)").matches), true);
    const kinds = [...elements.KINDS, "earn", "history", "panel"];
    const targets = page.locator(kinds.map((kind) => `accolade-${kind}`).join(", "));
    const small = () => targets.locator("a, button, input, summary").evaluateAll((nodes) =>
      nodes
        .map((node) => ({ name: node.textContent, box: node.getBoundingClientRect() }))
        // While a sheet slides in, a box is off by a hair of the numbers it is made of.
        .filter(({ box }) => Math.min(box.height, box.width) < 43.99)
        .map(({ name, box }) => `${name} ${box.width} x ${box.height}`),
    );
    await until(small, (seen) => seen.length === 0, "targets of 44 pixels");
    const { scroll, inner } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      inner: innerWidth,
    }));
    assert.ok(scroll <= inner, `${scroll} wide on ${inner}`);
  });
}

test("nothing moves for those who asked for less motion", async (t) => {
  await open(t, "voucher", { reducedMotion: "reduce" });
  const running = await page.evaluate(() => document.getAnimations().length);
  assert.equal(running, 0);
});

for (const name of ["ready", "confirm", "voucher", "panel-home", "panel-rewards"]) {
  test(`forced colours keep every border: ${name}`, async (t) => {
    await open(t, name, { forcedColors: "active" });
    const bare = await page
      .locator("accolade-rewards, accolade-panel")
      .locator(".button:not(.link), .panel, .voucher, .stub, .mark, dialog[open]")
      .evaluateAll((nodes) =>
        nodes
          .map((node) => [node.className, getComputedStyle(node)])
          .filter(([, style]) => parseFloat(style.borderTopWidth) < 1 || style.maskImage !== "none")
          .map(([className]) => className),
      );
    assert.deepEqual(bare, []);
  });
}
