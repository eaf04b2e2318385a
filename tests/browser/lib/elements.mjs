// The elements as a shopper meets them: by what they say, by their buttons, by their parts.

import { PATIENCE_MS, until, untilText } from "./until.mjs";

/** The four elements. */
export const KINDS = ["balance", "tier", "rewards", "cart"];

/** @param {import('playwright-core').Page} page @param {string} kind */
export function element(page, kind) {
  return page.locator(`accolade-${kind}`);
}

/** Waits for the balance to say this in words. */
export function balanceSays(page, sentence) {
  const spoken = element(page, "balance").locator(".sr[role=status]");
  return untilText(async () => ((await spoken.count()) ? spoken.textContent() : null), sentence);
}

/** Waits for the big number to have counted to its end. */
export function figureShows(page, number) {
  const figure = element(page, "balance").locator("[part=number]");
  return untilText(async () => (await figure.innerText()).trim(), number);
}

/** Waits for the tier's name. */
export function tierIs(page, name) {
  const title = element(page, "tier").locator("[part=tier]");
  return untilText(async () => ((await title.count()) ? title.innerText() : null), name);
}

/** The button that asks to redeem a reward. */
export function redeemButton(page, reward) {
  return element(page, "rewards").getByRole("button", { name: `Redeem ${reward}` });
}

/** The button that confirms. */
export function confirmButton(page, kind = "rewards") {
  return element(page, kind).getByRole("button", { name: /^Use [\d,]+ \w+$/ });
}

/** The open voucher. */
export function voucher(page, kind = "rewards") {
  return element(page, kind).locator("[part=voucher]");
}

/** The voucher's code. */
export async function voucherCode(page, kind = "rewards") {
  return (await voucher(page, kind).locator("[part=code]").innerText()).trim();
}

/** Seconds left, as the voucher says them. */
export async function secondsLeft(page) {
  const text = await voucher(page).getByRole("timer").innerText();
  const [, minutes, seconds] = text.match(/(\d+):(\d\d) left/) ?? [];
  if (minutes === undefined) throw new Error(`no time left in ${JSON.stringify(text)}`);
  return Number(minutes) * 60 + Number(seconds);
}

/** What an element shows, shadow and slots together, as one reads it. */
export function shown(page, kind) {
  return element(page, kind).evaluate((host) => {
    const inside = host.shadowRoot.firstElementChild?.innerText ?? "";
    const slot = host.shadowRoot.querySelector("slot");
    const light = slot ? host.innerText : "";
    return `${light} ${inside}`.replace(/\s+/g, " ").trim();
  });
}

/** Waits until an element shows this among other things. */
export function shows(page, kind, text, patience = PATIENCE_MS) {
  return until(
    () => shown(page, kind),
    (seen) => seen.includes(text),
    `accolade-${kind} to show ${JSON.stringify(text)}`,
    patience,
  );
}

/** Where the keyboard is: tag, parts and name of the innermost focused node. */
export function focused(page) {
  return page.evaluate(() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    const name = node?.getAttribute("aria-label") ?? node?.textContent ?? "";
    return {
      tag: node?.localName ?? null,
      parts: [...(node?.part ?? [])],
      name: name.replace(/\s+/g, " ").trim(),
    };
  });
}

/** Presses Tab (or Shift+Tab) until the focused node is accepted; fails where it never is. */
export async function tabTo(page, accept, { key = "Tab", most = 80 } = {}) {
  const seen = [];
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press(key);
    const node = await focused(page);
    seen.push(node);
    if (accept(node)) return { ...node, presses };
  }
  throw new Error(`${most} presses of ${key} and not there; on the way ${JSON.stringify(seen)}`);
}
