// A stand-in for an account with everything in it at once: the edge's own answers, with what takes
// days or weeks to come to added on the way to the page: a streak, points that are about to expire,
// a gift of last week. Only for how things look; what they come to is tested against the edge itself.

import { inDays } from "./edge.mjs";

const WAYS = [
  { rule: "purchase", on: "order", points: 1, per: 100, label: { en: "A berry for every dollar" } },
  {
    rule: "coffee", on: "order", points: 1, per: 100, pending: "P14D",
    label: { en: "Coffee counts twice" },
  },
  { rule: "welcome", on: "signup", points: 100, available: false, why: "done" },
  { rule: "birthday", on: "birthday", points: 50, next_at: inDays(40) },
  { rule: "review", on: "review", points: 25, cap: { times: 1, per: "product", left: 1 } },
  {
    rule: "letter", on: "action", action: "newsletter", points: 20, available: false,
    why: "cap-reached", cap: { times: 1, per: "lifetime", left: 0 },
    label: { en: "Reading our letter" },
  },
  { rule: "tasting", on: "action", action: "tasting", points: 80, available: false,
    why: "tier-too-low", tiers: ["gold"], label: { en: "Come to the spring tasting" } },
  { rule: "visit", on: "visit_streak", days: 5, points: 20 },
  {
    rule: "friend", on: "referral", points: 0, referrer: 100, referred: 50, min_subtotal: 3000,
    cap: { times: 20, per: "year", left: 18 },
  },
].map((way) => ({ available: true, currency: "USD", ...way }));

/** What is added to an account. */
const EVERYTHING = {
  streak: { days: 3, last: inDays(0).slice(0, 10), next: { rule: "visit", days: 5, in: 2, points: 20 } },
  gifts: [
    {
      id: "g1", kind: "reward", reward: "ship", message: "For waiting so kindly. Ines and Tom",
      at: inDays(-2), from: "shop", until: inDays(28),
    },
    { id: "g2", kind: "points", points: 60, message: "Welcome to Silver.", at: inDays(-5), from: "tier" },
  ],
  referral: { code: "ADA-7F3K", referrer: 100, referred: 50, min_subtotal: 3000, currency: "USD", claimed: false },
  earn: WAYS,
  campaigns: [
    { id: "winter", label: { en: "Coffee fortnight" }, multiplier: 20000, until: inDays(9), rules: ["coffee"] },
  ],
  expiry: { after: "P12M", from: "last_activity" },
  expiring: [{ points: 40, at: inDays(20) }, { points: 212, at: inDays(310) }],
};

const MORE_REWARDS = [
  {
    id: "tasting-cup", kind: "free_product", points: 240, product: "4412", currency: "USD",
    label: { en: "A tasting cup" }, available: true, stock: { left: 3, of: 40 }, until: inDays(12),
    per_shopper: { times: 1, per: "lifetime", left: 1 },
  },
  {
    id: "evening", kind: "free_product", points: 300, product: "9", currency: "USD", tiers: ["gold"],
    label: { en: "An evening at the wheel" }, available: false, decline: "tier-too-low",
  },
  {
    id: "spring", kind: "amount_off", points: 80, amount: 600, currency: "USD",
    label: { en: "Six dollars in spring" }, available: false, decline: "reward-not-open", from: inDays(50),
  },
];

/** Serves it to a page. A visit is not told: its refresh would only repeat the answer. */
export async function serveEverything(page) {
  await page.route("**/v1/shops/*/visits", (route) => route.abort());
  await page.route(/\/v1\/shops\/[^/]+\/account$/, async (route) => {
    try {
      const response = await route.fetch();
      const account = await response.json();
      const rewards = [...account.rewards, ...MORE_REWARDS];
      await route.fulfill({ response, json: { ...account, ...EVERYTHING, rewards } });
    } catch (error) {
      // A page that closes meanwhile wants no answer.
      if (!/closed|disposed/.test(error.message)) throw error;
    }
  });
}
