// What a person does in the demo shop.

import { until } from "./until.mjs";

let people = 0;

/** A page's test hook. @param {import('playwright-core').Page} page @param {string} name */
export function hook(page, name) {
  return page.locator(`[data-test="${name}"]`);
}

/** A hook's text as it is read. */
export async function read(page, name) {
  return (await hook(page, name).innerText()).replace(/\s+/g, " ").trim();
}

/** Opens an account at the shop; the page is the account's afterwards. */
export async function createAccount(page, shop, email = nextAddress()) {
  await page.goto(`${shop}/account`);
  await hook(page, "create-name").fill("Ada Moss");
  await hook(page, "create-email").fill(email);
  await hook(page, "create-account").click();
  await hook(page, "greeting").waitFor();
}

function nextAddress() {
  people += 1;
  return `ada.${people}@example.com`;
}

/** Puts so many of a product into the cart; the page is the cart's afterwards. */
export async function addToCart(page, shop, product, quantity = 1) {
  await page.goto(`${shop}/products/${product}`);
  await hook(page, "how-many").fill(String(quantity));
  await hook(page, "add-to-cart").click();
  await hook(page, "to-checkout").waitFor();
}

/** Pays what is in the cart; the page is the order's afterwards. */
export async function pay(page) {
  await hook(page, "pay").click();
  await hook(page, "order-name").waitFor();
}

/** Buys so many of a product by card, and waits until the order's points are there. */
export async function buy(page, shop, product, quantity = 1) {
  await addToCart(page, shop, product, quantity);
  await hook(page, "to-checkout").click();
  await pay(page);
  return earned(page);
}

/** What the order's page says it brought, once the edge has said so. */
export function earned(page) {
  return until(
    () => read(page, "earned"),
    (text) => !text.includes("on their way"),
    "the order's points",
  );
}

/** Presses one of the buttons that only the shop's own people would have. */
export async function asShop(page, button) {
  await hook(page, "as-shop").locator("summary").click();
  await hook(page, button).click();
  await hook(page, "notice").waitFor();
}

/**
 * The account's history as it stands on the page, newest first.
 * @typedef {{kind: string, sequence: number, change: string, balance: string, why: string}} Row
 * @returns {Promise<Row[]>}
 */
export function history(page) {
  return hook(page, "entry").evaluateAll((rows) =>
    rows.map((row) => {
      const text = (selector) => row.querySelector(selector).innerText.replace(/\s+/g, " ").trim();
      return {
        kind: row.dataset.kind,
        sequence: Number(row.dataset.sequence),
        change: text(".change"),
        balance: text(".balance"),
        why: text(".why"),
      };
    }),
  );
}

/** The elements' own answer to who is signed in. */
export async function token(page, shop) {
  const response = await page.request.get(`${shop}/loyalty-token`);
  return (await response.json()).token;
}
