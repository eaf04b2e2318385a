// Fields that Shopify always sends and that this shop has nothing to say in.

import { moneySet } from "./money.js";

function nothing(names) {
  return Object.fromEntries(names.split(" ").map((name) => [name, null]));
}

/** Of an order. */
export const ORDER_BLANKS = {
  ...nothing(
    "app_id browser_ip cart_token checkout_token client_details closed_at confirmation_number " +
      "current_total_additional_fees_set current_total_duties_set device_id fulfillment_status " +
      "landing_site landing_site_ref location_id merchant_of_record_app_id note " +
      "original_total_additional_fees_set " +
      "original_total_duties_set payment_terms phone po_number reference referring_site " +
      "source_identifier source_url user_id",
  ),
  buyer_accepts_marketing: false,
  confirmed: true,
  duties_included: false,
  estimated_taxes: false,
  fulfillments: [],
  line_item_groups: [],
  merchant_business_entity_id: "MTU0ODM4MDAwOQ",
  note_attributes: [],
  returns: [],
  tags: "",
  tax_exempt: false,
  test: false,
  total_cash_rounding_payment_adjustment_set: moneySet(0),
  total_cash_rounding_refund_adjustment_set: moneySet(0),
  total_tip_received: "0.00",
  total_weight: 0,
};

/** Of a line. */
export const LINE_BLANKS = {
  ...nothing("fulfillment_status variant_id variant_inventory_management"),
  attributed_staffs: [],
  duties: [],
  fulfillment_service: "manual",
  gift_card: false,
  grams: 500,
  product_exists: true,
  properties: [],
  requires_shipping: true,
  vendor: "Juniper",
};

/** Of a way to send it. */
export const SHIPPING_BLANKS = {
  ...nothing("carrier_identifier phone requested_fulfillment_service_id"),
  is_removed: false,
  tax_lines: [],
};

/** Of the person who bought. */
export const PERSON_BLANKS = {
  ...nothing("created_at multipass_identifier note phone updated_at"),
  state: "enabled",
  tax_exempt: false,
  tax_exemptions: [],
  verified_email: true,
};

/** Of an address. */
export const ADDRESS_BLANKS = {
  ...nothing("address2 company latitude longitude"),
  phone: "+18025550142",
  country: "United States",
  country_code: "US",
  province: "Vermont",
  province_code: "VT",
};

/** Of a payment that goes back. */
export const TRANSACTION_BLANKS = {
  ...nothing(
    "amount_rounding authorization device_id error_code location_id message parent_id user_id",
  ),
  gateway: "bogus",
  manual_payment_gateway: false,
  receipt: {},
  source_name: "web",
  status: "success",
  test: false,
};
