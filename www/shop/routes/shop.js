// The shop window: home, a product, the look of the page, the drawer's log.

import { CURRENCY, PRODUCTS, productBySlug } from "../catalogue.js";
import { lookCookie, lookOf } from "../cookies.js";
import { NOTHING, drawn } from "../fragments.js";
import { showPage } from "../pages.js";
import { edgeCart } from "../pricing.js";
import { earnLine, factList, optionField, others, productCards } from "../views/products.js";
import { money } from "../words.js";

/** GET / */
export function home(visit) {
  const values = {
    coffee: productCards(PRODUCTS.filter((it) => it.collection === "coffee")),
    cups: productCards(PRODUCTS.filter((it) => it.collection === "cups")),
    linen: productCards(PRODUCTS.filter((it) => it.collection === "linen")),
  };
  return showPage(visit, { file: "home.html", title: "Juniper: coffee, cups and linen", values });
}

/** The product whose page comes with its reviews in it; on the others the elements ask for them. */
const INLINED = "88";

/** GET /products/:slug */
export async function product(visit) {
  const it = productBySlug(visit.params.slug);
  if (!it) return null;
  const cart = edgeCart([{ product: it.id, option: null, quantity: 1 }], CURRENCY);
  const [stars, reviews] = [`stars:${it.id}`, `reviews:${it.id}`];
  const [quote, { head, piece }] = await Promise.all([
    visit.edge.quote(cart, visit.session.shopper),
    it.id === INLINED ? drawn(visit.edge, [stars, reviews]) : NOTHING,
  ]);
  const values = {
    id: it.id,
    slug: it.slug,
    name: it.name,
    line: it.line,
    story: it.story,
    picture: it.picture,
    price: money(it.price),
    minor: it.price,
    currency: CURRENCY,
    facts: factList(it.facts),
    option: it.option ? optionField(it.option) : "",
    earn: earnLine(quote.body?.earn),
    stars: piece(stars).inside,
    reviews: piece(reviews).inside,
    described: piece(reviews).beside,
    others: productCards(others(it)),
  };
  return showPage(visit, { file: "product.html", title: `${it.name} · Juniper`, head, values });
}

/** GET /counter: what the edge did for this visitor. */
export async function counter(visit) {
  const calls = visit.session.id ? await visit.store.calls(visit.session.id) : [];
  return Response.json({ calls }, { headers: { "Cache-Control": "no-store" } });
}

/** POST /look */
export async function setLook(visit) {
  const form = await visit.request.formData();
  const back = form.get("back");
  const path = typeof back === "string" && /^\/(?!\/)[\w/-]*$/.test(back) ? back : "/";
  const response = await visit.go(path);
  response.headers.append("Set-Cookie", lookCookie(lookOf(form)));
  return response;
}
