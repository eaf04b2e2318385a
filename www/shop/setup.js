// Makes the shop known to the edge.

import program from "../programs/juniper.json";
import reviews from "../reviews.csv";
import { PRODUCTS } from "./catalogue.js";
import { base64, hmac } from "./signing.js";
import { shopDomain } from "./outbox.js";
import { CHOSEN, choose } from "./testimonials.js";
import { KEY_ID } from "./token.js";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * What the edge is told about the shop.
 * @param {any} env
 * @param {string} port of the storefront
 */
export function settings(env, port) {
  return {
    origins: LOOPBACK.map((host) => `http://${host}${port ? `:${port}` : ""}`),
    identity_keys: { [KEY_ID]: env.IDENTITY_SECRET },
    secret_keys: [env.SHOP_SECRET_KEY],
    webhooks: { shopify: [env.WEBHOOK_SECRET] },
    shopify: { domain: shopDomain(env) },
    program,
  };
}

/**
 * What the edge shows of a product beside its reviews.
 * @param {import('./catalogue.js').Product} product
 */
function facts({ slug, name, collection }) {
  return {
    title: name,
    url: `/products/${slug}`,
    image: `/art/${slug}.svg`,
    collections: [collection],
  };
}

/**
 * Tells of each product; answers with the first that was refused, else with the last.
 * @param {import('./edge.js').Edge} edge
 */
async function tellProducts(edge) {
  const answers = await Promise.all(PRODUCTS.map((it) => edge.tellProduct(it.id, facts(it))));
  return answers.find((it) => !it.ok) ?? answers.at(-1);
}

/**
 * Tells the edge of the shop, its products, the reviews it brings along and those it shows on its
 * first page, each unless the edge has this very thing from us.
 * @param {SqlStorage} sql
 * @param {import('./edge.js').Edge} edge
 * @param {string} port
 */
export async function ensureShop(sql, edge, port) {
  const wanted = settings(edge.env, port);
  const steps = [
    { name: "configured", content: wanted, tell: () => edge.configure(wanted) },
    { name: "products", content: PRODUCTS.map(facts), tell: () => tellProducts(edge) },
    { name: "reviews", content: reviews, tell: (mark) => edge.importReviews(reviews, mark) },
    { name: "testimonials", content: CHOSEN, tell: () => choose(edge) },
  ];
  const isKnown = await edge.knowsShop();
  for (const { name, content, tell } of steps) {
    const mark = base64(await hmac(edge.env.SHOP_SECRET_KEY, JSON.stringify(content)));
    const row = sql.exec("SELECT value FROM meta WHERE name = ?", name).toArray()[0];
    if (isKnown && row?.value === mark) continue;
    const answer = await tell(mark);
    if (!answer.ok) {
      const said = `${answer.status} ${JSON.stringify(answer.body)}`;
      throw new Error(`the edge refused the shop, ${name}: ${said}`);
    }
    sql.exec("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, mark);
  }
}
