// Why an entry is there, in sentences, from the record that the edge kept with it.

import { berries, day, money } from "./words.js";

const TITLES = {
  earn: "Earned",
  available: "Ready to use",
  hold: "Set aside for a reward",
  present: "Reward used at the checkout",
  attach: "Reward waiting for an order to be paid",
  capture: "Reward redeemed",
  void: "Reward given back",
  timed_out: "Reward not used in time, given back",
  restore: "Given back after a refund",
  clawback: "Taken back after a refund",
  adjustment: "Adjusted by the shop",
  expire: "Expired",
  tier: "New tier",
  forget: "No longer pending",
};

/**
 * @param {{kind: string, because?: any, pending?: number, deficit?: number}} entry
 * @param {Map<string, string>} names of the shop's orders by id
 * @returns {{title: string, reasons: string[]}}
 */
export function explain(entry, names) {
  const because = entry.because ?? {};
  const rules = Array.isArray(because.rules) ? because.rules : [];
  const title = TITLES[entry.kind] ?? entry.kind;
  const order = because.order === undefined ? null : orderName(because.order, names);
  const reasons = [
    ...rules.map(ruleSentence),
    ...plain(because),
    ...changes(entry, because),
  ].filter((reason) => reason !== null);
  return { title: order ? `${title}: order ${order}` : title, reasons };
}

function orderName(order, names) {
  const id = String(typeof order === "object" ? order.id : order);
  return names.get(id) ?? id;
}

/** "1 berry per $1.00 on $42.00, times 1.25: 52 berries" */
function ruleSentence(rule) {
  const label = text(rule.label) ?? rule.rule ?? "Rule";
  if (!Number.isSafeInteger(rule.basis)) return `${label}: ${berries(rule.points ?? 0)}`;
  const rate = `${berries(rule.rate)} per ${money(rule.per)} on ${money(rule.basis)}`;
  const times = rule.multiplier && rule.multiplier !== 10000 ? ` × ${rule.multiplier / 10000}` : "";
  return `${label}: ${rate}${times} makes ${rule.points}`;
}

function plain({ action, reward, reason, code, from, to, pending_until: until }) {
  return [
    action ? `For: ${action}` : null,
    reward ? `Reward: ${text(reward) ?? reward}` : null,
    reason ? `Reason: ${reason}` : null,
    code ? `Code ${code}` : null,
    to && from !== undefined ? `${text(from) ?? "None"} to ${text(to) ?? to}` : null,
    until ? `Pending until ${day(until)}` : null,
  ];
}

function changes({ pending, deficit }) {
  return [
    pending > 0 ? `${berries(pending)} pending` : null,
    pending < 0 ? `${berries(-pending)} no longer pending` : null,
    deficit > 0 ? `${berries(deficit)} owed` : null,
    deficit < 0 ? `${berries(-deficit)} paid back of what was owed` : null,
  ];
}

/** A text that may be given by language. */
function text(value) {
  if (typeof value === "string") return value;
  return value?.en ?? null;
}
