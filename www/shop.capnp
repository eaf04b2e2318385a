# The modules of the stand-in shop, for a workerd config: `modules = Www.modules`.

@0xb3c1d5a2f4e69788;

using Workerd = import "/workerd/workerd.capnp";

const modules :List(Workerd.Worker.Module) = [
  (name = "shop/worker.js", esModule = embed "shop/worker.js"),
  (name = "shop/calls.js", esModule = embed "shop/calls.js"),
  (name = "shop/catalogue.js", esModule = embed "shop/catalogue.js"),
  (name = "shop/cookies.js", esModule = embed "shop/cookies.js"),
  (name = "shop/edge.js", esModule = embed "shop/edge.js"),
  (name = "shop/explain.js", esModule = embed "shop/explain.js"),
  (name = "shop/forms.js", esModule = embed "shop/forms.js"),
  (name = "shop/html.js", esModule = embed "shop/html.js"),
  (name = "shop/orders.js", esModule = embed "shop/orders.js"),
  (name = "shop/outbox.js", esModule = embed "shop/outbox.js"),
  (name = "shop/pages.js", esModule = embed "shop/pages.js"),
  (name = "shop/pricing.js", esModule = embed "shop/pricing.js"),
  (name = "shop/routes/account.js", esModule = embed "shop/routes/account.js"),
  (name = "shop/routes/cart.js", esModule = embed "shop/routes/cart.js"),
  (name = "shop/routes/checkout.js", esModule = embed "shop/routes/checkout.js"),
  (name = "shop/routes/order.js", esModule = embed "shop/routes/order.js"),
  (name = "shop/routes/shop.js", esModule = embed "shop/routes/shop.js"),
  (name = "shop/schema.js", esModule = embed "shop/schema.js"),
  (name = "shop/sessions.js", esModule = embed "shop/sessions.js"),
  (name = "shop/setup.js", esModule = embed "shop/setup.js"),
  (name = "shop/shopify/lines.js", esModule = embed "shop/shopify/lines.js"),
  (name = "shop/shopify/money.js", esModule = embed "shop/shopify/money.js"),
  (name = "shop/shopify/order.js", esModule = embed "shop/shopify/order.js"),
  (name = "shop/shopify/refund.js", esModule = embed "shop/shopify/refund.js"),
  (name = "shop/signing.js", esModule = embed "shop/signing.js"),
  (name = "shop/store.js", esModule = embed "shop/store.js"),
  (name = "shop/token.js", esModule = embed "shop/token.js"),
  (name = "shop/views/cart.js", esModule = embed "shop/views/cart.js"),
  (name = "shop/views/checkout.js", esModule = embed "shop/views/checkout.js"),
  (name = "shop/views/history.js", esModule = embed "shop/views/history.js"),
  (name = "shop/views/look.js", esModule = embed "shop/views/look.js"),
  (name = "shop/views/order.js", esModule = embed "shop/views/order.js"),
  (name = "shop/views/products.js", esModule = embed "shop/views/products.js"),
  (name = "shop/visit.js", esModule = embed "shop/visit.js"),
  (name = "shop/words.js", esModule = embed "shop/words.js"),
  (name = "programs/juniper.json", json = embed "programs/juniper.json"),
];
