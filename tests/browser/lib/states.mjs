// The states of the four elements, each reached as a shopper would, on one page in the shop's type.

import * as elements from "./elements.mjs";
import { serveEverything } from "./everything.mjs";
import { scriptTag } from "./merchant.mjs";

const SHEETS = ["theme", "page", "controls", "shop", "cart", "desk", "small"];
const BODY = `<main id="main"><div class="account">
  <header class="account-top"><h1>Your account</h1></header>
  <div class="standing">
    <div class="standing-now">
      <accolade-balance><p>A berry for every dollar.</p></accolade-balance>
      <accolade-tier><p>Silver comes after 150.</p></accolade-tier>
    </div>
    <section>
      <h2>Rewards</h2>
      <accolade-rewards rows="5"><p>Berries become money off.</p></accolade-rewards>
    </section>
  </div>
  <h2>Your cart</h2>
  <accolade-cart subtotal="4200" currency="USD"><p>This cart earns berries.</p></accolade-cart>
</div></main>`;
const FIVE_OFF = "$5 off your order for 100 berries";

/**
 * Every state: `points` for a new shopper (null: nobody is signed in), then the way there.
 * @type {{name: string, points: number | null, reach: (page: import('playwright-core').Page,
 *   stand: object) => Promise<unknown>}[]}
 */
export const STATES = [
  { name: "skeleton", points: 340, before: holdWasm, reach: isWaiting },
  { name: "signed-out", points: null, reach: (page) => elements.shows(page, "tier", "Sign in") },
  { name: "empty", points: 0, reach: (page) => elements.balanceSays(page, "You have 0 berries") },
  { name: "ready", points: 340, reach: isReady },
  { name: "confirm", points: 340, reach: confirm },
  { name: "voucher", points: 340, reach: redeem },
  { name: "presented", points: 340, reach: present },
  { name: "declined", points: 340, reach: decline },
  { name: "offline", points: 340, reach: goOffline },
  { name: "unreachable", points: 340, before: blockEdge, reach: isUnreachable },
];

const LISTS = `<main id="main"><h1>Everything</h1>
  <accolade-earn product="4411" price="3400"></accolade-earn>
  <h2>Ways to earn</h2><accolade-earn class="every"></accolade-earn>
  <h2>History</h2><accolade-history></accolade-history></main>`;
const PANEL = `<main id="main"><h1>A page</h1><p>And a panel over it.</p></main>
  <accolade-panel>Your berries</accolade-panel>`;

/** The states of the other elements, with an account that has everything in it. */
export const MORE_STATES = [
  { name: "lists", points: 340, body: LISTS, before: serveEverything, reach: hasLists },
  { name: "lists-signed-out", points: null, body: LISTS, reach: hasLists },
  { name: "panel-signed-out", points: null, body: PANEL, reach: (page) => turnTo(page, "home") },
  ...["home", "earn", "rewards", "history"].map((tab) => ({
    name: `panel-${tab}`,
    points: 340,
    body: PANEL,
    before: serveEverything,
    reach: (page) => turnTo(page, tab),
  })),
];

/** Opens the page of states in one of them. */
export async function reach(state, page, stand) {
  if (state.points === null) stand.merchant.token = null;
  else stand.shopper = await stand.signIn(state.points);
  const head = scriptTag(stand.edge, stand.shop.id, state.tag);
  const sheets = SHEETS.map((name) => `/css/${name}.css`);
  const root = 'lang="en" data-theme="juniper" data-scheme="light" dir="ltr"';
  await state.before?.(page);
  const body = state.body ?? BODY;
  await page.goto(stand.merchant.put(state.name, { head, body, root, sheets }));
  await state.reach(page, stand);
}

/** Dresses the page: light or dark, left to right or right to left. */
export function dress(page, { scheme, dir }) {
  return page.evaluate(
    ([light, way]) => {
      document.documentElement.dataset.scheme = light;
      document.documentElement.dir = way;
    },
    [scheme, dir],
  );
}

async function hasLists(page) {
  await page.locator("accolade-earn.every [part=way]").first().waitFor();
  await page.locator("accolade-history :is([part=entry], .lead)").first().waitFor();
  await page.locator("accolade-earn [part=earns]").waitFor();
}

async function turnTo(page, tab) {
  await page.locator("accolade-panel [part=launcher]").waitFor();
  await page.locator("accolade-panel").evaluate((host, name) => host.show(name), tab);
  await page.locator("accolade-panel [role=tabpanel] :is(.name, .lead, .said)").first().waitFor();
  // All folds open: what is in them is looked at too.
  for (const fold of await page.locator("accolade-panel summary").all()) await fold.click();
}

function holdWasm(page) {
  return page.route("**/*.wasm", () => {});
}

function isWaiting(page) {
  return elements.element(page, "rewards").locator(".bone").first().waitFor();
}

function blockEdge(page) {
  return page.route("**/v1/**", (route) => route.abort());
}

function isUnreachable(page) {
  return elements.shows(page, "balance", "We can't reach your");
}

async function isReady(page) {
  await elements.balanceSays(page, "You have 340 berries, worth $17.00");
  await elements.shows(page, "cart", "This cart earns 42 berries");
}

async function confirm(page) {
  await isReady(page);
  await elements.redeemButton(page, FIVE_OFF).click();
  await elements.confirmButton(page).waitFor();
}

async function redeem(page) {
  await confirm(page);
  await elements.confirmButton(page).click();
  await elements.voucher(page).waitFor();
  await elements.balanceSays(page, "You have 240 berries, worth $12.00");
}

async function present(page, { shop }) {
  await redeem(page);
  await shop.takeIn(await elements.voucherCode(page), 4200);
  await page.evaluate(() => accolade.refresh());
  await elements.shows(page, "rewards", "In use at a checkout");
}

async function decline(page, { shop, merchant }) {
  await confirm(page);
  await shop.redeem(merchant.token, "tenth-off");
  await shop.redeem(merchant.token, "five-off");
  await elements.confirmButton(page).click();
  await elements.element(page, "rewards").getByRole("alert").waitFor();
}

async function goOffline(page) {
  await isReady(page);
  await page.route("**/v1/**", (route) => route.abort());
  await page.evaluate(() => accolade.refresh());
  await elements.shows(page, "balance", "No connection");
}
