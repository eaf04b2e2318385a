// Why an entry is there, in sentences, from the record that the edge kept with it.

import program from "../programs/juniper.json";
import { berries, day, money } from "./words.js";

const TITLES = {
  earn: "Earned",
  available: "Ready to use",
  hold: "Set aside for a reward",
  present: "Reward shown at the checkout",
  attach: "Reward waits for its order to be paid",
  capture: "Reward used",
  void: "Reward given back",
  timed_out: "Reward not used in time, given back",
  restore: "Given back after a refund",
  clawback: "Taken back after a refund",
  adjustment: "Changed by the shop",
  expire: "Expired",
  tier: "Tier",
};

const LABELS = new Map(
  [...program.earn, ...program.rewards, ...program.tiers.levels].map((it) => [
    it.id,
    (it.label ?? it.name)?.en ?? it.id,
  ]),
);

/** What the records say, by what they are of. */
const RECORDS = {
  order: ({ rules }) => rules.map(earnedBy),
  action: ({ rule, action, pending_until: until }) => [
    LABELS.get(rule) ?? action,
    until ? `Pending until ${day(until)}` : null,
  ],
  kept: ({ rules, forgiven }) => [
    ...rules.map(keptOf),
    forgiven ? `${berries(forgiven)} could not be taken back and are forgiven` : null,
  ],
  due: () => [],
  redemption: ({ reward, refunded, timing, overuse }) => [
    LABELS.get(reward) ?? reward,
    refunded ? `${money(refunded.refunded)} of ${money(refunded.value)} was refunded` : null,
    timing === "late" ? "The order was paid after the time had ended" : null,
    overuse && overuse !== "none" ? "Another order had used this code already" : null,
  ],
  adjustment: ({ reason }) => [reason],
  standing: ({ from, to, have, keep_until: until }) => [
    until
      ? `${LABELS.get(from) ?? from} is kept until ${day(until)}`
      : `From ${LABELS.get(from) ?? from} to ${LABELS.get(to) ?? to}`,
    `${berries(have)} from orders count`,
  ],
};

/**
 * @param {{kind: string, because?: any, pending?: number, deficit?: number}} entry
 * @param {Map<string, string>} names of the shop's orders by id
 * @returns {{title: string, reasons: string[]}}
 */
export function explain(entry, names) {
  const because = entry.because ?? {};
  const record = RECORDS[because.of] ?? (() => []);
  const title = TITLES[entry.kind] ?? entry.kind;
  const order = because.order === undefined ? "" : `, order ${nameOf(because.order, names)}`;
  const reasons = [...record(because), ...changes(entry)].filter((reason) => reason !== null);
  return { title: `${title}${order}`, reasons };
}

function nameOf(order, names) {
  return names.get(String(order)) ?? order;
}

/** "A berry for every dollar: 1 berry per $1.00 on $42.00 is 42, × 1.25 is 52" */
function earnedBy({ rule, basis, rate, per, base, multiplier, campaigns, points, ...rest }) {
  const start = `${LABELS.get(rule) ?? rule}: ${berries(rate)} per ${money(per)} on ${money(basis)}`;
  const times = multiplier === 10000 ? "" : ` × ${multiplier / 10000}`;
  const extra = (campaigns ?? []).map(({ id, multiplier: by }) => ` × ${by / 10000} (${id})`);
  const changed = times !== "" || extra.length > 0;
  const sum = changed ? ` is ${base}${times}${extra.join("")} is ${points}` : ` is ${points}`;
  const until = rest.pending_until ? `, pending until ${day(rest.pending_until)}` : "";
  return `${start}${sum}${until}`;
}

/** "A berry for every dollar: $34.00 of $76.00 is kept, and so are 34 of 76 berries" */
function keptOf({ rule, points, basis, basis_kept: basisKept, kept }) {
  const share = `${money(basisKept)} of ${money(basis)} is kept`;
  return `${LABELS.get(rule) ?? rule}: ${share}, and so are ${kept} of ${berries(points)}`;
}

function changes({ pending, deficit }) {
  return [
    pending > 0 ? `${berries(pending)} pending` : null,
    pending < 0 ? `${berries(-pending)} no longer pending` : null,
    deficit > 0 ? `${berries(deficit)} owed` : null,
    deficit < 0 ? `${berries(-deficit)} of what was owed is paid back` : null,
  ];
}
