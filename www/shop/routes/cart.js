// The cart.

import { CURRENCY, productById } from "../catalogue.js";
import { text, whole } from "../forms.js";
import { showPage } from "../pages.js";
import { edgeCart, priceCart } from "../pricing.js";
import { cartLines, cartSums } from "../views/cart.js";

const MOST = 12;

/** GET /cart */
export function show(visit) {
  const sums = priceCart(visit.session.cart, null);
  if (sums.lines.length === 0) {
    return showPage(visit, { file: "cart-empty.html", title: "Cart · Juniper", values: {} });
  }
  const { currency, lines } = edgeCart(visit.session.cart, CURRENCY);
  const values = {
    lines: cartLines(sums.lines),
    sums: cartSums(sums),
    currency,
    edge_lines: JSON.stringify(lines),
  };
  return showPage(visit, { file: "cart.html", title: "Cart · Juniper", values });
}

/** POST /cart/lines */
export async function add(visit) {
  const form = await visit.request.formData();
  const product = productById(text(form, "product", "product"));
  if (!product) return null;
  const chosen = form.get("option");
  const option = product.option?.values.find((it) => it === chosen) ?? null;
  const quantity = whole(form.get("quantity"), 1, MOST) ?? 1;
  const line = { product: product.id, option: product.option ? option : null, quantity };
  await visit.store.addLine(await visit.begin(), line);
  return visit.go("/cart", { tone: "good", text: `${product.name} is in the cart.` });
}

/** POST /cart/quantity */
export async function setQuantity(visit) {
  const form = await visit.request.formData();
  const index = whole(form.get("line"), 0, 99);
  const quantity = whole(form.get("quantity"), 0, MOST);
  if (index !== null && quantity !== null && visit.session.id) {
    await visit.store.setLine(visit.session.id, index, quantity);
  }
  return visit.go("/cart");
}

/** POST /cart/code: a code that was made on a page, kept for the checkout. */
export async function keepCode(visit) {
  if (!visit.session.id) return null;
  const form = await visit.request.formData();
  await visit.change({ code: text(form, "code", "code", 64), discount: null });
  return new Response(null, { status: 204 });
}
