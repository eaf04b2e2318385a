// Orders as Shopify's webhooks write them.

import { CURRENCY } from "../catalogue.js";
import { allocations, lineItem } from "./lines.js";
import { decimal, localTime, moneyField, moneySet, taxLines } from "./money.js";
import { refundBody } from "./refund.js";

const CODE_TYPES = { percent_off: "percentage", free_shipping: "shipping" };

/**
 * The body of orders/create, orders/paid and orders/cancelled.
 * @param {import('../orders.js').Order} order
 */
export function orderBody(order) {
  const gross = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const off = order.linesOff + order.deliveryOff;
  return {
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    email: order.email,
    contact_email: order.email,
    created_at: localTime(order.at),
    processed_at: localTime(order.paidAt ?? order.at),
    updated_at: localTime(order.updatedAt),
    cancelled_at: order.cancelledAt ? localTime(order.cancelledAt) : null,
    cancel_reason: order.cancelledAt ? "customer" : null,
    closed_at: null,
    confirmed: true,
    test: false,
    currency: CURRENCY,
    presentment_currency: CURRENCY,
    customer_locale: "en",
    financial_status: financialStatus(order),
    fulfillment_status: null,
    payment_gateway_names: [order.payment === "card" ? "bogus" : "manual"],
    source_name: "web",
    tags: "",
    note: null,
    note_attributes: [],
    taxes_included: false,
    duties_included: false,
    ...moneyField("total_line_items_price", gross),
    ...moneyField("total_discounts", off),
    ...moneyField("subtotal_price", gross - order.linesOff),
    ...moneyField("total_tax", order.tax),
    ...moneyField("total_price", order.total),
    total_shipping_price_set: moneySet(order.delivery),
    total_outstanding: decimal(order.paidAt ? 0 : order.total),
    tax_lines: taxLines(order.tax),
    discount_codes: order.code ? [discountCode(order)] : [],
    discount_applications: order.code ? [discountApplication(order)] : [],
    customer: order.shopper ? person(order) : null,
    shipping_address: address(order),
    line_items: order.lines.map((line) => lineItem(line, order)),
    shipping_lines: [shippingLine(order)],
    refunds: order.refunds.map((refund) => refundBody(order, refund)),
  };
}

function financialStatus(order) {
  if (!order.paidAt) return order.cancelledAt ? "voided" : "pending";
  const back = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  if (back === 0) return "paid";
  return back >= order.total ? "refunded" : "partially_refunded";
}

function discountCode({ code, linesOff, deliveryOff }) {
  const type = CODE_TYPES[code.kind] ?? "fixed_amount";
  return { code: code.text, amount: decimal(linesOff + deliveryOff), type };
}

function discountApplication({ code, linesOff, deliveryOff }) {
  const percentage = code.kind === "percent_off" && code.percent !== undefined;
  return {
    type: "discount_code",
    code: code.text,
    target_type: code.kind === "free_shipping" ? "shipping_line" : "line_item",
    target_selection: "all",
    allocation_method: "across",
    value_type: percentage ? "percentage" : "fixed_amount",
    value: percentage ? `${code.percent}.0` : decimal(linesOff + deliveryOff),
  };
}

function shippingLine(order) {
  return {
    id: order.id + 1,
    code: "Post",
    title: "Post, three to five days",
    source: "shopify",
    price: decimal(order.delivery),
    price_set: moneySet(order.delivery),
    discounted_price: decimal(order.delivery - order.deliveryOff),
    discounted_price_set: moneySet(order.delivery - order.deliveryOff),
    is_removed: false,
    tax_lines: [],
    discount_allocations: allocations(order.deliveryOff),
  };
}

function person({ shopper, email }) {
  const [first, ...rest] = shopper.name.split(" ");
  return {
    id: shopper.id,
    admin_graphql_api_id: `gid://shopify/Customer/${shopper.id}`,
    email,
    first_name: first,
    last_name: rest.join(" "),
    state: "enabled",
    verified_email: true,
    tax_exempt: false,
    currency: CURRENCY,
  };
}

function address({ deliverTo }) {
  return {
    name: deliverTo.name,
    address1: deliverTo.street,
    city: deliverTo.city,
    zip: deliverTo.zip,
    province_code: "VT",
    country_code: "US",
  };
}
