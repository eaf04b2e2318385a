// The stand-in for a shop's own back end: pages, carts, orders, and the calls to Accolade.

import * as account from "./routes/account.js";
import * as cart from "./routes/cart.js";
import * as checkout from "./routes/checkout.js";
import * as order from "./routes/order.js";
import * as shop from "./routes/shop.js";
import { FieldError } from "./forms.js";
import { sendFile, showPage } from "./pages.js";
import { Visit } from "./visit.js";

export { StoreObject } from "./store.js";

const FILES = /^\/(css|js|art)\/[\w-]+\.(css|js|svg)$/;

const ROUTES = [
  ["GET", "/", shop.home],
  ["GET", "/products/:slug", shop.product],
  ["GET", "/counter", shop.counter],
  ["POST", "/look", shop.setLook],
  ["GET", "/cart", cart.show],
  ["POST", "/cart/lines", cart.add],
  ["POST", "/cart/quantity", cart.setQuantity],
  ["POST", "/cart/code", cart.keepCode],
  ["GET", "/checkout", checkout.show],
  ["POST", "/checkout/code", checkout.useCode],
  ["POST", "/checkout/code/remove", checkout.removeCode],
  ["POST", "/checkout/pay", checkout.pay],
  ["GET", "/orders/:id", order.show],
  ["GET", "/orders/:id/earned", order.earned],
  ["POST", "/orders/:id/:change", order.change],
  ["GET", "/account", account.show],
  ["GET", "/account/history", account.history],
  ["POST", "/account/create", account.create],
  ["POST", "/account/sign-in", account.signIn],
  ["POST", "/account/sign-out", account.signOut],
  ["GET", "/loyalty-token", account.token],
].map(([method, pathname, handler]) => ({
  method,
  pattern: new URLPattern({ pathname }),
  handler,
}));

let opened = null;

/** Tells the edge about the shop, once; without the edge the shop still sells, and tries again. */
function open(visit) {
  opened ??= visit.store.open(visit.url.port).catch((error) => {
    opened = null;
    console.error(error.message);
  });
  return opened;
}

async function answer(request, env, ctx) {
  const visit = new Visit(request, env);
  const { method } = request;
  if (method === "GET" && FILES.test(visit.url.pathname)) {
    return (await sendFile(env, request, visit.url.pathname)) ?? notFound(visit);
  }
  const route = ROUTES.find(
    (it) => it.method === method && it.pattern.test({ pathname: visit.url.pathname }),
  );
  if (!route) return notFound(visit);
  if (method === "POST" && request.headers.get("Origin") !== visit.url.origin) {
    return new Response("This form belongs to another page.\n", { status: 403 });
  }
  await Promise.all([open(visit), visit.recognise()]);
  visit.params = route.pattern.exec({ pathname: visit.url.pathname }).pathname.groups;
  const response = (await route.handler(visit)) ?? (await notFound(visit));
  ctx.waitUntil(visit.writeNotes());
  return response;
}

function notFound(visit) {
  const page = { file: "not-found.html", title: "Not here", values: {}, status: 404 };
  return showPage(visit, page);
}

export default {
  async fetch(request, env, ctx) {
    try {
      return await answer(request, env, ctx);
    } catch (error) {
      if (error instanceof FieldError) return new Response(`${error.message}\n`, { status: 400 });
      console.error(error.stack ?? error);
      const text = "The shop could not answer just now. Please try again in a moment.\n";
      return new Response(text, { status: 500 });
    }
  },
};
