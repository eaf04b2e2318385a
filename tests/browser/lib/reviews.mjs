// What people say of a cup, by the service's public routes: different people in different moods.

import { scriptTag, strictPolicy } from "./merchant.mjs";
import { until } from "./until.mjs";

/** The host that the shop lets photos come from. */
export const PHOTO_HOST = "photos.example";

/** The product that they speak of. */
export const PRODUCT = { id: "88", title: "Tide mug", url: "/products/tide-mug" };

const photo = (name) => `https://${PHOTO_HOST}/${name}.jpg`;

/** Reviews of buyers (`order`) and of others, the oldest first. */
export const SAID = [
  { who: "ines", order: true, rating: 5, title: "The handle finally fits a hand", author: "Ines R.",
    body: "Three fingers, no pinching, and it sits low enough that nothing wobbles when it is full. I ordered one to try and went back for the other five." },
  { who: "tom", order: true, rating: 4, author: "Tom" , title: "Nearly",
    body: "Lovely glaze. A little smaller than I had pictured: it holds what my machine makes, and not a drop more." },
  { who: "mia", rating: 5, author: "Mia" },
  { who: "jonas", order: true, rating: 5, author: "Jonas Albrecht", title: "Jeden Morgen",
    body: "Schwerer als gedacht, und gerade das ist schön. Die Glasur läuft am Rand ein wenig dünner aus, keine Tasse ist wie die andere. Nach einem halben Jahr Spülmaschine wie am ersten Tag." },
  { who: "leila", order: true, rating: 5, author: "ليلى", title: "هدية جميلة",
    body: "اشتريته هدية لأختي، واللون أجمل بكثير مما يظهر في الصور. التغليف كان بسيطا وأنيقا." },
  { who: "priya", order: true, rating: 3, author: "Priya S.", title: "Beautiful, but it chipped",
    photos: [photo("chip"), photo("rim"), photo("shelf")],
    body: "I wanted to give it five. It is the nicest thing on our shelf and everybody asks where it is from. But after three weeks there was a small chip on the rim, where the glaze is thin, and I am careful with it: no dishwasher, no stacking.\n\nThe shop sent another one within the week, without any back and forth, and even asked for a picture of the first so that the potter could have a look. The second has been fine for two months now, and I notice that its rim is a touch rounder.\n\nSo: five for the people, three for the rim of the first one, and I would still buy it again. If you tend to stack your cups, perhaps choose the low ones instead.",
    reply: "Thank you for the picture, Priya. Since March the rims are rounded before the glaze, because of yours." },
  { who: "sam", rating: 1, author: "Sam", title: "Not for me",
    body: "Too heavy. My wrist complains." },
  { who: "yuki", order: true, rating: 5, author: "ゆき", title: "毎朝のコーヒーに",
    body: "手にしっくりなじみます。色は写真より少し落ち着いた感じで、とても気に入りました。" },
  { who: "noor", order: true, rating: 4, author: "Noor", title: "Keeps its warmth",
    photos: [photo("morning")],
    body: "Thick walls, so the last sip is still warm. More on how they are fired at https://juniper.example/kiln, which is what made me order." },
  { who: "bea", rating: 4, author: "Beatrix van der Hoeven-Oyelaran",
    body: "Good cup. Would like a bigger one." },
  { who: "karl", rating: 2, author: "Karl", title: "Arrived late",
    body: "The cup is fine. It took nine days." },
  { who: "rosa", order: true, rating: 5, author: "Rosa M.", title: "Second set",
    body: "The first set went to our daughter when she moved out, so we had to get another." },
];

/** What was said elsewhere, as Judge.me exports it. */
export function exported(count, product = PRODUCT.id) {
  const head =
    "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,product_handle,reply,picture_urls";
  const rows = Array.from({ length: count }, (_, index) => {
    const rating = [5, 4, 5, 3, 5, 5, 2, 4, 5, 1][index % 10];
    const day = String((index % 28) + 1).padStart(2, "0");
    const month = String((Math.trunc(index / 28) % 12) + 1).padStart(2, "0");
    const date = `2024-${month}-${day} 10:00:00 UTC`;
    const text = `"Number ${index + 1}. Used it every day, and it holds up."`;
    return `Kept ${index + 1},${text},${rating},${date},Guest ${index + 1},g${index}@mail.example,${product},tide-mug,,`;
  });
  return [head, ...rows].join("\r\n");
}

/** Tells of the product, so that anybody may review it. */
export function stock(shop, product = PRODUCT) {
  const { id, ...facts } = product;
  return shop.ask("PUT", `/products/${id}`, shop.secretKey, facts);
}

/** A shopper has a paid order of the product. */
export function buys(shop, who, product = PRODUCT.id, time = "once") {
  const line = { id: "a", product, price: 2400, quantity: 1 };
  const order = {
    id: `${who}-${product}-${time}`, at: new Date().toISOString(), shopper: who, currency: "USD", lines: [line],
  };
  return shop.ask("POST", "/orders", shop.secretKey, { event: "paid", order });
}

/** Writes a review as a shopper; answers it. */
export async function write(shop, who, review, product = PRODUCT.id) {
  const path = `/products/${product}/reviews`;
  return (await shop.ask("POST", path, shop.token(who), review)).review;
}

/** Brings reviews over. */
export function bring(shop, csv) {
  return shop.send("POST", "/reviews/import", shop.secretKey, csv, "text/csv");
}

/** Everybody says what they have to say; answers the reviews by who wrote them. */
export async function fillUp(shop) {
  await stock(shop);
  const written = {};
  for (const { who, order, reply, ...review } of SAID) {
    if (order) await buys(shop, who);
    written[who] = await write(shop, who, review);
    // What has an address in it waits for a person.
    if (written[who].state === "pending") await publish(shop, written[who]);
    if (reply) {
      const path = `/reviews/${PRODUCT.id}/${written[who].id}/reply`;
      await shop.ask("POST", path, shop.secretKey, { body: reply });
    }
  }
  await helps(shop, written.ines, ["tom", "mia", "jonas", "leila"]);
  await helps(shop, written.priya, ["tom", "mia", "jonas", "leila", "sam", "rosa"]);
  await helps(shop, written.sam, ["ines", "mia"], false);
  return written;
}

/** The shop lets everybody see a review. */
export function publish(shop, review, product = PRODUCT.id) {
  const path = `/reviews/${product}/${review.id}/moderation`;
  return shop.ask("POST", path, shop.secretKey, { to: "published" });
}

/** Some say that a review has helped them, or has not. */
export async function helps(shop, review, whom, helpful = true) {
  const path = `/reviews/${PRODUCT.id}/${review.id}/votes`;
  for (const who of whom) await shop.ask("POST", path, shop.token(who), { helpful });
}

/** The votes on a published review, as everybody is told. */
export async function votesOn(shop, review, product = PRODUCT.id) {
  const path = `/products/${product}/reviews?stars=${review.rating}`;
  const { reviews } = await shop.ask("GET", path);
  const { helpful, unhelpful } = reviews.find(({ id }) => id === review.id);
  return { helpful, unhelpful };
}

/** The shop chooses some to show. */
export function choose(shop, reviews, product = PRODUCT.id) {
  const chosen = reviews.map(({ id }) => ({ product, review: id }));
  return shop.ask("PUT", "/testimonials", shop.secretKey, { reviews: chosen });
}

/** A page with the reviews in it, under the strictest policy that they can do with. */
export function pageOf(stand, name, { body = ELEMENT, root } = {}) {
  const policy = strictPolicy(stand.edge).replace("img-src", `img-src https://${PHOTO_HOST}`);
  const head = scriptTag(stand.edge, stand.shop.id);
  return stand.merchant.put(name, { head, body, policy, root });
}

/** The element of the product. */
export const ELEMENT = `<main><h1>Tide mug</h1>
  <accolade-reviews product="${PRODUCT.id}"></accolade-reviews></main>`;

/** Waits until as many of the product's reviews are shown to everybody. */
export function areThere(shop, count, product = PRODUCT.id) {
  return until(
    async () => (await shop.ask("GET", `/products/${product}/reviews`, shop.secretKey)).matching,
    (seen) => seen === count,
    `${count} reviews`,
  );
}

/** A picture for every photo that is asked for, so that no other host is. */
export async function servePhotos(page) {
  const asked = [];
  await page.route(`https://${PHOTO_HOST}/**`, async (route) => {
    const request = route.request();
    asked.push({ url: request.url(), referer: (await request.allHeaders()).referer });
    const body = drawing(request.url().length);
    await route.fulfill({ contentType: "image/svg+xml", body });
  });
  return asked;
}

function drawing(seed) {
  const hue = (seed * 47) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="800" height="600">
    <rect width="400" height="300" fill="hsl(${hue} 24% 84%)"/>
    <rect y="210" width="400" height="90" fill="hsl(${hue} 22% 72%)"/>
    <path d="M140 90h110v90a40 40 0 0 1-40 40h-30a40 40 0 0 1-40-40z" fill="hsl(${hue} 30% 42%)"/>
    <path d="M250 110h20a26 26 0 0 1 0 60h-20" fill="none" stroke="hsl(${hue} 30% 42%)"
      stroke-width="14"/></svg>`;
}
