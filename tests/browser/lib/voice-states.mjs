// The states of reviews and testimonials, each reached as a shopper would, in the shop's type.

import * as voices from "./reviews.mjs";
import { until } from "./until.mjs";

const PAGE = (inside) => `<main id="main"><h1>Tide mug</h1><h2>Reviews</h2>${inside}</main>`;
const REVIEWS = PAGE(`<accolade-reviews product="${voices.PRODUCT.id}"></accolade-reviews>`);
const EMPTY = PAGE('<accolade-reviews product="99"></accolade-reviews>');
const WALL = PAGE('<accolade-testimonials layout="wall" shop="Juniper"></accolade-testimonials>');
const CAROUSEL = PAGE('<accolade-testimonials layout="carousel" autoplay></accolade-testimonials>');
const TAKES = 'data-token-url="/token" data-photo-url="/reviews/photos"';
const LIST = (url) => url.pathname.endsWith(`/products/${voices.PRODUCT.id}/reviews`);
const CHOSEN = ["ines", "leila", "jonas", "priya", "rosa", "noor"];

/** What these states stand on. */
export const SETTINGS = { publish: "checked", photo_hosts: [voices.PHOTO_HOST] };

/** Says everything there is to say, and chooses some of it. */
export async function prepare({ shop }) {
  const written = await voices.fillUp(shop);
  await voices.stock(shop, { id: "99", title: "A new cup", url: "/new" });
  const chosen = CHOSEN.map((who) => written[who]);
  // What is chosen must be known shop-wide first, which takes a moment.
  await until(
    () => voices.choose(shop, chosen).then(() => true, (refusal) => refusal.message),
    (answer) => answer === true,
    "the chosen ones to be known",
  );
  return written;
}

const reviews = (page) => page.locator("accolade-reviews");
const button = (page, name) => reviews(page).getByRole("button", { name, exact: true });

/** The elements in every state, to be reached by `reach` of `states.mjs`. */
export const VOICE_STATES = [
  { name: "reviews", points: 0, body: REVIEWS, before: voices.servePhotos, reach: isHere },
  { name: "reviews-visitor", points: null, body: REVIEWS, before: voices.servePhotos, reach: visit },
  { name: "reviews-filtered", points: 0, body: REVIEWS, before: voices.servePhotos, reach: narrow },
  { name: "reviews-form", points: 0, body: REVIEWS, before: voices.servePhotos, reach: write },
  { name: "reviews-photos", points: 0, body: REVIEWS, before: voices.servePhotos, reach: add, tag: TAKES },
  { name: "reviews-unread", points: 0, body: REVIEWS, before: voices.servePhotos, reach: narrowInVain },
  { name: "reviews-unsent", points: 0, body: REVIEWS, before: voices.servePhotos, reach: sendInVain },
  { name: "reviews-own", points: 0, body: REVIEWS, before: voices.servePhotos, reach: send },
  { name: "reviews-viewer", points: 0, body: REVIEWS, before: voices.servePhotos, reach: look },
  { name: "reviews-empty", points: 0, body: EMPTY, reach: isHere },
  { name: "testimonials-wall", points: null, body: WALL, reach: isChosen },
  { name: "testimonials-carousel", points: null, body: CAROUSEL, reach: isChosen },
];

async function bring(page) {
  await page.waitForFunction(() => globalThis.accolade);
  await page.evaluate(() => void globalThis.accolade.refresh());
}

async function isHere(page) {
  await bring(page);
  await reviews(page).getByText("It brings you 25 berries").waitFor();
}

async function visit(page) {
  await bring(page);
  await reviews(page).getByRole("button", { name: /^Helpful/ }).first().click();
  await button(page, "Write a review").click();
  await reviews(page).getByText("Sign in to write a review.").last().waitFor();
  await reviews(page).getByText("Sign in to say so").last().waitFor();
}

async function narrow(page) {
  await isHere(page);
  await button(page, "4 stars: 3 ratings").click();
  await button(page, "Show all").waitFor();
  await reviews(page).getByText("Verified buyer").nth(1).click();
  await reviews(page).getByRole("button", { name: /^Helpful/ }).first().click();
}

async function write(page) {
  await isHere(page);
  await button(page, "Write a review").click();
  await button(page, "Send it").click();
  await reviews(page).getByText("Choose from one to five stars.").last().waitFor();
}

async function add(page, { merchant }) {
  merchant.photoAnswer = (number) => ({ url: `https://${voices.PHOTO_HOST}/${"new".repeat(number + 1)}.jpg` });
  await isHere(page);
  await button(page, "Write a review").click();
  await reviews(page).getByRole("radio", { name: /^4/ }).check();
  const files = ["cup", "rim", "glaze"].map((name) => (
    { name: `${name}.png`, mimeType: "image/png", buffer: Buffer.from(name) }
  ));
  await reviews(page).locator("input[type=file]").setInputFiles(files);
  await reviews(page).getByText("3 of 5 photos").waitFor();
  await reviews(page).getByRole("button", { name: "Remove photo 2" }).focus();
}

async function narrowInVain(page) {
  await isHere(page);
  await page.route(LIST, (route) => route.abort());
  await button(page, "4 stars: 3 ratings").click();
  await button(page, "Try again").waitFor();
}

async function sendInVain(page) {
  await isHere(page);
  await page.route(LIST, (route) => route.abort());
  await button(page, "Write a review").click();
  await reviews(page).getByRole("radio", { name: /^2/ }).check();
  await button(page, "Send it").click();
  await reviews(page).getByText("No connection.").waitFor();
}

async function send(page) {
  await isHere(page);
  await button(page, "Write a review").click();
  await reviews(page).getByRole("radio", { name: /^4/ }).check();
  await reviews(page).getByLabel("In a few words").fill("Sturdy and kind");
  const text = reviews(page).getByLabel("What you would tell a friend");
  await text.fill("More at https://cups.example/mine");
  await button(page, "Send it").click();
  await reviews(page).getByText("Thank you.").waitFor();
}

async function look(page) {
  await isHere(page);
  await button(page, "Photo 1 of 3 by Priya S.").click();
  await reviews(page).locator("dialog[open] img").waitFor();
}

async function isChosen(page) {
  await bring(page);
  await page.getByText(/^Chosen by/).waitFor();
}
