// Lines of an order as Shopify's webhooks write them.

import { LINE_BLANKS } from "./blanks.js";
import { decimal, moneyField, moneySet, taxLines } from "./money.js";

/** The part of the one discount that a line carries. @param {number} amount */
export function allocations(amount) {
  if (amount === 0) return [];
  return [{ amount: decimal(amount), amount_set: moneySet(amount), discount_application_index: 0 }];
}

/**
 * A line of an order.
 * @param {import('../orders.js').OrderLine} line
 * @param {import('../orders.js').Order} order
 */
export function lineItem(line, order) {
  const back = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((part) => part.line === line.id)
    .reduce((sum, part) => sum + part.quantity, 0);
  return {
    id: line.id,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    product_id: Number(line.product),
    variant_title: line.option,
    title: line.title,
    name: line.option ? `${line.title} - ${line.option}` : line.title,
    sku: line.sku,
    quantity: line.quantity,
    current_quantity: line.quantity - back,
    fulfillable_quantity: line.quantity - back,
    taxable: line.taxable,
    price: decimal(line.price),
    price_set: moneySet(line.price),
    ...moneyField("total_discount", 0),
    discount_allocations: allocations(line.discount),
    tax_lines: taxLines(line.tax),
    ...LINE_BLANKS,
  };
}
