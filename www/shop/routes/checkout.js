// The checkout: a code is asked for at the edge, and asked again before money is taken.

import { CURRENCY } from "../catalogue.js";
import { FieldError, email, text } from "../forms.js";
import { showPage } from "../pages.js";
import { edgeCart, priceCart } from "../pricing.js";
import { codeField, codeTaken, contactNote, summary } from "../views/checkout.js";
import { declineText, money } from "../words.js";

const DOWN = "The loyalty service did not answer. The code is kept; try it again in a moment.";

/** GET /checkout */
export async function show(visit) {
  const { session } = visit;
  if (session.cart.length === 0) return visit.go("/cart");
  const hasChanged = session.discount && session.discount.cart !== JSON.stringify(session.cart);
  const problem = hasChanged ? await askAgain(visit) : null;
  if (problem) return visit.go("/checkout", { tone: "bad", text: problem });
  const sums = priceCart(session.cart, session.discount);
  const values = {
    contact_note: contactNote(session.shopper),
    name: session.shopper?.name ?? "",
    email: session.shopper?.email ?? "",
    code: session.discount ? codeTaken(session.code, sums) : codeField(session.code),
    summary: summary(sums),
    total: money(sums.total),
  };
  return showPage(visit, { file: "checkout.html", title: "Checkout · Juniper", values });
}

/** POST /checkout/code */
export async function useCode(visit) {
  const form = await visit.request.formData();
  const code = text(form, "code", "code", 64);
  const problem = await ask(visit, code);
  if (problem) return visit.go("/checkout", { tone: "bad", text: problem });
  return visit.go("/checkout", { tone: "good", text: "The code is applied." });
}

/** POST /checkout/code/remove */
export async function removeCode(visit) {
  const { discount } = visit.session;
  if (!discount) return visit.go("/checkout");
  const answer = await visit.edge.giveBack(discount.redemption);
  if (!answer.ok) return visit.go("/checkout", { tone: "bad", text: DOWN });
  await visit.change({ code: null, discount: null });
  const words = "The code is gone, and its berries are back in the account.";
  return visit.go("/checkout", { tone: "good", text: words });
}

/** POST /checkout/pay */
export async function pay(visit) {
  const { session } = visit;
  if (session.cart.length === 0) return visit.go("/cart");
  let details;
  try {
    details = readDetails(await visit.request.formData(), session.shopper);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return visit.go("/checkout", { tone: "bad", text: error.message });
  }
  const problem = session.discount ? await askAgain(visit) : null;
  if (problem) return visit.go("/checkout", { tone: "bad", text: problem });
  return visit.go(`/orders/${await visit.store.order(session.id, details)}`);
}

function readDetails(form, shopper) {
  const deliverTo = {
    name: text(form, "name", "name"),
    street: text(form, "street", "street"),
    city: text(form, "city", "city"),
    zip: text(form, "zip", "ZIP code", 12),
  };
  return {
    email: shopper?.email ?? email(form),
    deliverTo,
    payment: form.get("payment") === "transfer" ? "transfer" : "card",
  };
}

/** Asks the edge about a code and keeps what it takes off; answers with what is wrong, or null. */
async function ask(visit, code) {
  const id = await visit.begin();
  const answer = await visit.edge.checkout(code, edgeCart(visit.session.cart, CURRENCY), id);
  if (!answer.ok) {
    await visit.change({ code, discount: null });
    return answer.status === 422 || answer.status === 400 ? declineText("unknown-code") : DOWN;
  }
  const { valid, decline, discount, redemption } = answer.body;
  if (!valid) {
    await visit.change({ code: null, discount: null });
    return declineText(decline);
  }
  const { kind, amount, percent } = discount;
  const cart = JSON.stringify(visit.session.cart);
  await visit.change({ code, discount: { kind, amount, percent, redemption, cart } });
  return null;
}

/** The cart or the time may have changed what a code is worth. */
async function askAgain(visit) {
  const before = visit.session.discount;
  const problem = await ask(visit, visit.session.code);
  if (problem) return problem;
  visit.session = await visit.store.session(visit.session.id);
  const after = visit.session.discount;
  if (after.amount === before.amount) return null;
  return `The cart has changed: the code now takes off ${money(after.amount)}.`;
}
