// A shop whose every text is hostile: written by shoppers, brought along in a file, answered by the
// shop and published by it.

import {
  NO_PHOTOS,
  PAYLOADS,
  PHOTO_HOST,
  PRODUCT_IDS,
  csvOf,
  cut,
  line,
  photo,
  prose,
} from "./hostile.mjs";
import { until } from "./until.mjs";

/** Reviews of one product, all of which its first page holds. */
const PER_PRODUCT = 10;
const MOST = { title: 120, author: 60 };
/** Those that a list of addresses can hold. */
const LISTED = NO_PHOTOS.filter((it) => /^https:[^\s,]*$/.test(it));
const COLUMNS =
  "key,product,rating,title,body,author,at,photos,reply,reply_at,state,incentivised".split(",");

/**
 * A review as it was sent, and as it is to be read.
 * @typedef {{number: number, title: string, body: string, author: string, reply: string}} Words
 * @typedef {{id: string, title: string, door: 'written' | 'imported', sent: Words[]}} Product
 */

/** Fills a shop through a door; answers what it was told. @returns {Promise<Product[]>} */
export async function fill(shop, door) {
  const products = [];
  for (let from = 0; from < PAYLOADS.length; from += PER_PRODUCT) {
    const place = products.length;
    const payloads = PAYLOADS.slice(from, from + PER_PRODUCT);
    products.push({
      id: `${PRODUCT_IDS[place % PRODUCT_IDS.length]}${door}`,
      title: line(payloads.map(({ text }) => text).join(" ")),
      door,
      sent: payloads.map(({ text }, at) => words(text, from + at, door)),
    });
  }
  for (const { id, title } of products) {
    const path = `/products/${encodeURIComponent(id)}`;
    const url = `https://shop.example/?${encodeURIComponent(title)}#"><b>'`;
    await shop.ask("PUT", path, shop.secretKey, { title: cut(title, 300), url, image: url });
  }
  await (door === "written" ? write(shop, products) : bring(shop, products));
  await until(
    () => ratings(shop, products),
    (counts) => counts.every((count, at) => count === products[at].sent.length),
    `all that was ${door} to be published`,
  );
  return products;
}

function words(text, number, door) {
  // A name that could be an address of mail is never brought along.
  const name = door === "imported" && /\S@\S+\.\S/.test(text) ? "Ada" : text;
  const [title, author] = [cut(text, MOST.title), cut(name, MOST.author)];
  return { number, title, author, body: `${text} (${number})`, reply: `${text} [${number}]` };
}

async function write(shop, products) {
  for (const { id, sent } of products) {
    for (const { number, title, body, author } of sent) {
      const review = { rating: 5, title, body, author, photos: [photo(number)] };
      await shop.review(writer(number), id, review);
    }
  }
  const all = products.reduce((sum, { sent }) => sum + sent.length, 0);
  const reviews = await until(
    () => queue(shop),
    (found) => found.length === all,
    "the shop to hear of what was written",
  );
  for (const { product, id, state, body } of reviews) {
    const path = `/reviews/${encodeURIComponent(product.id)}/${id}`;
    const { sent } = products.find((it) => it.id === product.id);
    const { reply } = sent.find((it) => prose(it.body) === body);
    await shop.ask("POST", `${path}/reply`, shop.secretKey, { body: reply });
    if (state === "published") continue;
    await shop.ask("POST", `${path}/moderation`, shop.secretKey, { to: "published" });
  }
}

/** Who wrote the review of this number. */
export function writer(number) {
  return `writer-${number}`;
}

async function bring(shop, products) {
  const rows = products.flatMap(({ id, sent }) =>
    sent.map(({ number, title, body, author, reply }) => {
      const photos = [photo(number), LISTED[number % LISTED.length]].join(" ");
      const at = "2026-05-03T10:00:00Z";
      return [`key-${number}`, id, 5, title, body, author, at, photos, reply, at, "published", ""];
    }),
  );
  const file = csvOf([COLUMNS, ...rows]);
  const report = await shop.send("POST", "/reviews/import", shop.secretKey, file, "text/csv");
  if (report.imported !== rows.length) throw new Error(JSON.stringify(report));
}

/** A file whose column has what is hostile in every row. */
export function fileWith(column, product) {
  const rows = PAYLOADS.map(({ text }, at) => {
    const row = { key: `${column}-${at}`, product, rating: 5, body: `Number ${at}.` };
    const cells = { ...row, at: "2026-05-03T10:00:00Z", state: "published", [column]: text };
    return COLUMNS.map((name) => cells[name] ?? "");
  });
  return csvOf([COLUMNS, ...rows]);
}

/** All reviews of a shop as its own people read them. */
export async function queue(shop) {
  const found = [];
  let cursor = "";
  do {
    const page = await shop.ask("GET", `/reviews${cursor && `?cursor=${cursor}`}`, shop.secretKey);
    found.push(...page.reviews);
    cursor = page.next;
  } while (cursor);
  return found;
}

async function ratings(shop, products) {
  const query = products.map(({ id }) => encodeURIComponent(id)).join(",");
  const response = await fetch(`${shop.edge}/v1/shops/${shop.id}/ratings?products=${query}`);
  const { ratings } = await response.json();
  return ratings.map(({ rating }) => rating.rating_count);
}

/** What is to be read of a product, in an order of its own. */
export function kept({ sent }) {
  return sorted(
    sent.map(({ number, title, body, author, reply }) => ({
      author: line(author),
      title: line(title),
      body: prose(body),
      reply: prose(reply),
      photos: [photo(number)],
    })),
  );
}

/** Rows in the order of their text. */
export function sorted(rows) {
  const key = (row) => JSON.stringify(row);
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The settings of such a shop. */
export const REVIEWS = { publish: "checked", photo_hosts: [PHOTO_HOST] };
