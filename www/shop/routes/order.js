// An order: what was bought, what it earned, and the shop's own buttons.

import { whole } from "../forms.js";
import { showPage } from "../pages.js";
import {
  earnedLine,
  isWaiting,
  orderEarned,
  orderLines,
  orderSums,
  shopButtons,
  stateOf,
} from "../views/order.js";

const CHANGES = {
  pay: { text: "The transfer has arrived." },
  cancel: { text: "The order is cancelled." },
  refund: { text: "The refund is made." },
};

/** GET /orders/:id */
export async function show(visit) {
  const order = await find(visit);
  if (!order) return null;
  const values = {
    heading: `Thank you, ${order.deliverTo.name.split(" ")[0]}`,
    name: order.name,
    email: order.email,
    state: stateOf(order),
    earned: earnedLine(order),
    lines: orderLines(order),
    sums: orderSums(order),
    address: `${order.deliverTo.street}, ${order.deliverTo.city} ${order.deliverTo.zip}`,
    buttons: shopButtons(order, "order"),
  };
  return showPage(visit, { file: "order.html", title: `Order ${order.name} · Juniper`, values });
}

/** GET /orders/:id/earned: for a page whose points are on their way. */
export async function earned(visit) {
  const order = await find(visit);
  if (!order) return null;
  const answer = { text: orderEarned(order), waiting: isWaiting(order) };
  return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
}

/** POST /orders/:id/pay, /cancel, /refund: what the shop's people would do. */
export async function change(visit) {
  const kind = visit.params.change;
  const id = whole(visit.params.id, 1, Number.MAX_SAFE_INTEGER);
  if (!Object.hasOwn(CHANGES, kind) || id === null) return null;
  const form = await visit.request.formData();
  const line = whole(form.get("line"), 1, Number.MAX_SAFE_INTEGER);
  const refusal = await visit.store.changeOrder(visit.session, id, { kind, line });
  const back = form.get("back") === "account" ? "/account" : `/orders/${id}`;
  const { text } = CHANGES[kind];
  return visit.go(back, refusal ? { tone: "bad", text: refusal } : { tone: "good", text });
}

function find(visit) {
  const id = whole(visit.params.id, 1, Number.MAX_SAFE_INTEGER);
  return id === null ? null : visit.store.findOrder(id, visit.session);
}
