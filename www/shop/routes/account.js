// The account: signing in without a password (it is a demo), orders, history, the identity token.

import { sessionCookie } from "../cookies.js";
import { FieldError, email, text } from "../forms.js";
import { showPage, showPiece } from "../pages.js";
import { identityToken } from "../token.js";
import { historyList } from "../views/history.js";
import { orderCards } from "../views/order.js";
import { balanceText, rewardsText, tierText } from "../views/standing.js";

/** GET /account */
export async function show(visit) {
  const { shopper } = visit.session;
  if (!shopper) {
    const page = { file: "sign-in.html", title: "Sign in · Juniper", values: {} };
    return showPage(visit, page);
  }
  const [orders, account, entries] = await Promise.all([
    visit.store.ordersOf(shopper.id),
    visit.edge.account(shopper),
    visit.edge.entries(shopper),
  ]);
  const standing = account.ok ? account.body : null;
  const values = {
    balance: balanceText(standing),
    tier: tierText(standing),
    rewards: rewardsText(standing),
    greeting: `Good to see you, ${shopper.name.split(" ")[0]}`,
    email: shopper.email,
    orders: orderCards(orders),
    history: historyList(entries.body?.entries, orders),
  };
  return showPage(visit, { file: "account.html", title: "Account · Juniper", values });
}

/** GET /account/history: the list alone, for when something has changed on the page. */
export async function history(visit) {
  const { shopper } = visit.session;
  if (!shopper) return null;
  const [orders, entries] = await Promise.all([
    visit.store.ordersOf(shopper.id),
    visit.edge.entries(shopper),
  ]);
  return showPiece(visit, historyList(entries.body?.entries, orders));
}

/** POST /account/create */
export function create(visit) {
  return enter(visit, (form) => text(form, "name", "name", 60));
}

/** POST /account/sign-in */
export function signIn(visit) {
  return enter(visit, () => null);
}

async function enter(visit, nameOf) {
  const form = await visit.request.formData();
  let address;
  let name;
  try {
    name = nameOf(form);
    address = email(form);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    return visit.go("/account", { tone: "bad", text: error.message });
  }
  const entered = await visit.store.signIn(await visit.begin(), address, name);
  if (!entered) {
    const words = "There is no account with that address yet. You can create one here.";
    return visit.go("/account", { tone: "bad", text: words });
  }
  visit.session = { ...visit.session, id: entered.session };
  visit.newSession = entered.session;
  return visit.go("/account", { tone: "good", text: welcome(entered.shopper, name) });
}

function welcome(shopper, name) {
  if (shopper.isNew) return "Your account is open. The first berries are on us.";
  return name === null ? "Welcome back." : "You have an account already, and are signed in.";
}

/** POST /account/sign-out */
export async function signOut(visit) {
  if (visit.session.id) await visit.store.signOut(visit.session.id);
  const response = await visit.go("/");
  response.headers.append("Set-Cookie", sessionCookie(visit.url, ""));
  return response;
}

/** GET /loyalty-token: who is signed in, for the elements; `null` when nobody is. */
export async function token({ env, session }) {
  const value = session.shopper ? await identityToken(env, session.shopper) : null;
  return Response.json({ token: value }, { headers: { "Cache-Control": "no-store" } });
}
