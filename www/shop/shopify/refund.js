// Refunds as Shopify's webhooks write them.

import { CURRENCY } from "../catalogue.js";
import { TRANSACTION_BLANKS } from "./blanks.js";
import { lineItem } from "./lines.js";
import { decimal, localTime, moneySet } from "./money.js";

const STAFF = 548380009;
const UNSETTLED = {
  presentment_money: { amount: "0.0", currency: CURRENCY },
  shop_money: { amount: "0.0", currency: CURRENCY },
};

/**
 * The body of refunds/create.
 * @param {import('../orders.js').Order} order
 * @param {import('../orders.js').Refund} refund
 */
export function refundBody(order, refund) {
  const at = localTime(refund.at);
  return {
    id: refund.id,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_id: order.id,
    created_at: at,
    processed_at: at,
    note: "Given back at the counter",
    user_id: STAFF,
    restock: true,
    duties: [],
    total_duties_set: moneySet(0),
    return: null,
    refund_shipping_lines: [],
    order_adjustments: refund.delivery > 0 ? [deliveryAdjustment(order, refund)] : [],
    refund_line_items: refund.lines.map((part, index) => {
      const line = order.lines.find((it) => it.id === part.line);
      return {
        id: refund.id * 10 + index,
        line_item_id: line.id,
        quantity: part.quantity,
        location_id: null,
        restock_type: "return",
        subtotal: part.subtotal / 100,
        total_tax: part.tax / 100,
        subtotal_set: moneySet(part.subtotal),
        total_tax_set: moneySet(part.tax),
        line_item: lineItem(line, order),
      };
    }),
    transactions: [
      {
        payment_id: `${order.name}.1`,
        total_unsettled_set: UNSETTLED,
        id: refund.id + 1,
        admin_graphql_api_id: `gid://shopify/OrderTransaction/${refund.id + 1}`,
        order_id: order.id,
        kind: "refund",
        created_at: at,
        processed_at: at,
        amount: decimal(refund.amount),
        currency: CURRENCY,
        ...TRANSACTION_BLANKS,
      },
    ],
  };
}

function deliveryAdjustment(order, refund) {
  return {
    id: refund.id + 2,
    order_id: order.id,
    refund_id: refund.id,
    kind: "shipping_refund",
    reason: "Shipping refund",
    amount: `-${decimal(refund.delivery)}`,
    tax_amount: "0.00",
    tax_amount_set: moneySet(0),
  };
}
