// Orders as Shopify's webhooks write them.

import { CURRENCY } from "../catalogue.js";
import { allocations, lineItem } from "./lines.js";
import { ADDRESS_BLANKS, ORDER_BLANKS, PERSON_BLANKS, SHIPPING_BLANKS } from "./blanks.js";
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
  const person = order.shopper ? personOf(order) : null;
  return {
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    token: `juniper-${order.id}`,
    order_status_url: `https://juniper.example/orders/${order.id}`,
    email: order.email,
    contact_email: order.email,
    created_at: localTime(order.at),
    processed_at: localTime(order.paidAt ?? order.at),
    updated_at: localTime(order.updatedAt),
    cancelled_at: order.cancelledAt ? localTime(order.cancelledAt) : null,
    cancel_reason: order.cancelledAt ? "customer" : null,
    currency: CURRENCY,
    presentment_currency: CURRENCY,
    customer_locale: "en",
    financial_status: financialStatus(order),
    payment_gateway_names: [order.payment === "card" ? "bogus" : "manual"],
    source_name: "web",
    taxes_included: false,
    ...moneyField("total_line_items_price", gross),
    ...moneyField("total_discounts", off),
    ...moneyField("subtotal_price", gross - order.linesOff),
    ...moneyField("total_tax", order.tax),
    ...moneyField("total_price", order.total),
    ...currentFields(order),
    total_shipping_price_set: moneySet(order.delivery),
    total_outstanding: decimal(order.paidAt ? 0 : order.total),
    tax_lines: taxLines(order.tax),
    discount_codes: order.code ? [discountCode(order)] : [],
    discount_applications: order.code ? [discountApplication(order)] : [],
    customer: person,
    billing_address: addressOf(order),
    shipping_address: addressOf(order),
    line_items: order.lines.map((line) => lineItem(line, order)),
    shipping_lines: [shippingLine(order)],
    refunds: order.refunds.map((refund) => refundBody(order, refund)),
    ...ORDER_BLANKS,
  };
}

// What is left of the sums after refunds.
function currentFields(order) {
  const parts = order.refunds.flatMap((refund) => refund.lines);
  const back = (name) => parts.reduce((sum, part) => sum + part[name], 0);
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  return {
    ...moneyField("current_subtotal_price", order.subtotal - order.linesOff - back("subtotal")),
    ...moneyField("current_total_discounts", order.linesOff + order.deliveryOff - back("discount")),
    ...moneyField("current_total_tax", order.tax - back("tax")),
    ...moneyField("current_total_price", order.total - refunded),
    current_shipping_price_set: moneySet(order.delivery - order.deliveryOff),
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
    current_discounted_price_set: moneySet(order.delivery - order.deliveryOff),
    discount_allocations: allocations(order.deliveryOff),
    ...SHIPPING_BLANKS,
  };
}

function personOf({ shopper, email, deliverTo }) {
  const [first, ...rest] = shopper.name.split(" ");
  return {
    id: shopper.id,
    admin_graphql_api_id: `gid://shopify/Customer/${shopper.id}`,
    email,
    first_name: first,
    last_name: rest.join(" "),
    currency: CURRENCY,
    default_address: {
      ...addressOf({ deliverTo }),
      id: shopper.id,
      customer_id: shopper.id,
      country_name: "United States",
      default: true,
    },
    ...PERSON_BLANKS,
  };
}

function addressOf({ deliverTo }) {
  const [first, ...rest] = deliverTo.name.split(" ");
  return {
    ...ADDRESS_BLANKS,
    name: deliverTo.name,
    first_name: first,
    last_name: rest.join(" "),
    address1: deliverTo.street,
    city: deliverTo.city,
    zip: deliverTo.zip,
  };
}
