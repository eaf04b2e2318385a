// Reviews being written, and what comes between: signing in, somebody else, another review, a
// service that does not answer. What was typed is never lost on the way, nor seen by others.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { focused } from "./lib/elements.mjs";
import * as proof from "./lib/proof.mjs";
import * as voices from "./lib/reviews.mjs";
import { openStand } from "./lib/stand.mjs";
import { until } from "./lib/until.mjs";

const CUP = "88";
const CORS = { "access-control-allow-origin": "*" };

let stand;
let page;

before(async () => {
  stand = await openStand({ reviews: { publish: "checked" } });
  await voices.stock(stand.shop);
});

after(() => stand?.close());

beforeEach(async (t) => {
  page = await proof.newPage(t, stand.browser);
  stand.merchant.token = null;
});

const reviews = () => page.locator("accolade-reviews");
const button = (name) => reviews().getByRole("button", { name, exact: true });
const text = () => reviews().getByLabel("What you would tell a friend");
const star = (number) => reviews().getByRole("radio", { name: new RegExp(`^${number}`) });
const trouble = () => reviews().getByRole("alert");
const isThanked = () => reviews().getByText("Thank you. Your review is there for everybody now.").waitFor();
const holds = (words) => until(() => text().inputValue(), (value) => value === words, `the text ${words}`);
const isMine = (url) => url.pathname.endsWith(`/products/${CUP}/reviews/mine`);
const isReview = (url) => url.pathname.endsWith(`/products/${CUP}/reviews`);

async function open(name) {
  await page.goto(voices.pageOf(stand, name));
  await proof.bring(page, "reviews");
}

/** The own part of a shopper is there. */
const isAtHome = () => reviews().getByText("It brings you 25 berries").waitFor();

async function openForm(name) {
  await open(name);
  await isAtHome();
  await button("Write a review").click();
  await text().waitFor();
}

/** What the page sends is answered so. */
function answerReviews(answer) {
  return page.route(isReview, (route) =>
    route.request().method() === "POST" ? answer(route) : route.continue(),
  );
}

/** The shop's word on who is here is held back until this is called. */
async function holdToken() {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/token", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Opens the form by a click that came before the wasm, while nobody knows who is here. */
async function writeEarly(name) {
  const release = await holdToken();
  await page.goto(voices.pageOf(stand, name));
  await proof.drawn(page, "reviews");
  await button("Write a review").evaluate((it) => it.click());
  await proof.bring(page, "reviews");
  await text().waitFor();
  return release;
}

test("who is early and not signed in is told before they have typed", async () => {
  const release = await writeEarly("early");
  release();
  await reviews().getByText("Sign in to write a review.").last().waitFor();
  assert.equal(await reviews().locator("form").count(), 0);
  await reviews().getByRole("link", { name: "Sign in" }).waitFor();
});

test("what a visitor has typed says how to send it, and is there after they signed in", async () => {
  const release = await writeEarly("early-typed");
  await star(4).check();
  await text().fill("Typed before");
  release();
  await trouble().getByText("Sign in to send it. Your review is kept here.").waitFor();
  await text().fill("Typed before anybody knew me");
  const link = trouble().getByRole("link", { name: "Sign in" });
  assert.equal(await link.getAttribute("href"), `${stand.merchant.origin}/sign-in`);
  await link.focus();
  await page.unroute("**/token");
  await stand.signIn();
  await open("signed-in");
  await reviews().getByText("A review of yours hasn't been sent yet.").waitFor();
  await button("Write a review").click();
  await holds("Typed before anybody knew me");
  assert.equal(await star(4).isChecked(), true);
  // It is theirs from now on: the next one in this tab does not see it.
  await stand.signIn();
  await openForm("next-one");
  await holds("");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

test("a review being written outlives a fresh token of the same shopper", async () => {
  await stand.signIn();
  await openForm("same");
  await star(5).check();
  await text().fill("Still here");
  const asked = page.waitForResponse((answer) => isMine(new URL(answer.url())));
  await page.evaluate((token) => globalThis.accolade.identify(token), stand.merchant.token);
  await asked;
  await holds("Still here");
  assert.equal((await focused(page)).tag, "textarea");
  await button("Send it").click();
  await isThanked();
});

test("what was typed as a change stays a change, however often it is opened", async () => {
  const who = await stand.signIn();
  await voices.buys(stand.shop, who);
  await voices.write(stand.shop, who, { rating: 3, body: "As it was first." });
  await voices.buys(stand.shop, who, voices.PRODUCT.id, "again");
  await open("change");
  await button("Change it").click();
  await holds("As it was first.");
  await text().fill("As it is now.");
  await button("Change it").click();
  await text().waitFor({ state: "detached" });
  assert.equal((await focused(page)).name, "Change it");
  await button("Write a review").click();
  await holds("");
  assert.equal(await star(3).isChecked(), false);
  await text().fill("Another one.");
  await button("Change it").click();
  await holds("As it is now.");
  assert.equal(await star(3).isChecked(), true);
  await button("Write a review").click();
  await holds("Another one.");
  await button("Not now").click();
  await until(() => focused(page), (node) => node.name === "Write a review", "back where it was opened");
});

test("a second review where there can be one becomes a change of the first", async () => {
  const who = await stand.signIn();
  await openForm("already");
  await star(4).check();
  await text().fill("Typed here.");
  await voices.write(stand.shop, who, { rating: 2, body: "Written elsewhere." });
  await button("Send it").click();
  await trouble().getByText("You have reviewed this already.").waitFor();
  await button("Change it").click();
  await holds("Typed here.");
  assert.equal(await star(4).isChecked(), true);
  await button("Save the change").click();
  await isThanked();
});

test("an answer is for the form that was sent, whichever is open by then", async () => {
  const who = await stand.signIn();
  await voices.buys(stand.shop, who);
  await voices.write(stand.shop, who, { rating: 3, body: "The first one." });
  await voices.buys(stand.shop, who, voices.PRODUCT.id, "again");
  const held = [];
  await answerReviews((route) => held.push(route));
  const isHeld = (count) => until(() => held.length, (seen) => seen === count, `${count} to be sent`);
  await open("two-forms");
  await button("Write a review").click();
  await star(5).check();
  await text().fill("The second one.");
  await button("Send it").click();
  await isHeld(1);
  await button("Change it").click();
  await holds("The first one.");
  await text().fill("The first one, changed.");
  await button("Save the change").click();
  await isHeld(2);
  const answered = page.waitForResponse((answer) => isReview(new URL(answer.url())));
  await held[0].continue();
  await answered;
  await reviews().getByText("The second one.").first().waitFor();
  await holds("The first one, changed.");
  await held[1].continue();
  await isThanked();
});

test("after a review, the next order is offered its own", async () => {
  const who = await stand.signIn();
  await voices.buys(stand.shop, who);
  await voices.buys(stand.shop, who, voices.PRODUCT.id, "again");
  await openForm("next-order");
  await star(4).check();
  await button("Send it").click();
  await isThanked();
  await button("Write a review").click();
  await text().waitFor();
});

test("a change that can't be sent is told of beside its review", async () => {
  const who = await stand.signIn();
  await voices.write(stand.shop, who, { rating: 5, body: "First words." });
  await open("change-unsent");
  await button("Change it").click();
  await holds("First words.");
  await text().fill("Better words.");
  await answerReviews((route) => route.abort());
  await button("Save the change").click();
  await trouble().getByText("No connection. Your review is kept here").waitFor();
  await page.reload();
  await proof.bring(page, "reviews");
  const own = reviews().locator("[part=own-review]");
  await own.getByText("A review of yours hasn't been sent yet.").waitFor();
  await button("Change it").click();
  await holds("Better words.");
});

test("a new review is of the order that the service names", async () => {
  await stand.signIn();
  await page.route(isMine, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), order: "second" } });
  });
  const sent = [];
  await answerReviews((route) => {
    sent.push(route.request().postDataJSON());
    return route.abort();
  });
  await openForm("order");
  await star(5).check();
  await button("Send it").click();
  await trouble().getByText("No connection.").waitFor();
  // What may have arrived goes out for the same order again, whatever comes next.
  await page.unroute(isMine);
  await page.reload();
  await proof.bring(page, "reviews");
  await reviews().getByText("A review of yours hasn't been sent yet.").waitFor();
  await button("Write a review").click();
  await star(5).waitFor();
  await button("Send it").click();
  await until(() => sent.length, (count) => count === 2, "both to be sent");
  assert.deepEqual(sent.map(({ order }) => order), ["second", "second"]);
});

for (const status of [429, 503]) {
  test(`a service that answers ${status} is busy, not out of reach`, async () => {
    await stand.signIn();
    await openForm(`busy-${status}`);
    await star(5).check();
    await answerReviews((route) => route.fulfill({ status, headers: CORS, json: {} }));
    await button("Send it").click();
    await trouble().getByText("The shop is busy right now. Your review is kept here").waitFor();
  });
}

test("the shopper's own part is asked for again where it did not come", async () => {
  const who = await stand.signIn();
  await voices.write(stand.shop, who, { rating: 5, body: "Mine." });
  await page.route(isMine, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => isMine(new URL(request.url())));
  await open("mine-later");
  await failed;
  await page.unroute(isMine);
  await until(
    async () => {
      await page.evaluate(() => globalThis.accolade.refresh());
      return reviews().locator("[part=own-review]").count();
    },
    (count) => count === 1,
    "the own review",
  );
});

test("a vote from before the wasm counts", async () => {
  const review = await voices.write(stand.shop, "vera", { rating: 1, title: "Early", body: "Vote on me." });
  await stand.signIn();
  await page.goto(voices.pageOf(stand, "early-vote"));
  await proof.drawn(page, "reviews");
  const early = reviews().locator("[part=review]", { hasText: "Early" });
  await early.getByRole("button", { name: "Helpful", exact: true }).evaluate((it) => it.click());
  await proof.bring(page, "reviews");
  await until(
    async () => (await voices.votesOn(stand.shop, review)).helpful,
    (helpful) => helpful === 1,
    "the early vote",
  );
});

test("the name's hint and its fault are read with it", async () => {
  await stand.signIn();
  await openForm("hint");
  const described = () =>
    reviews().getByLabel("Name to show").evaluate((field) =>
      field.getAttribute("aria-describedby").split(" ").map((id) => field.getRootNode().getElementById(id)?.textContent),
    );
  assert.deepEqual(await described(), ["Without one, the name of your account is shown."]);
  await star(5).check();
  await answerReviews((route) => {
    const json = { type: "x/invalid", errors: [{ pointer: "/author" }] };
    return route.fulfill({ status: 422, headers: CORS, json });
  });
  await button("Send it").click();
  await reviews().getByText("The shop can't take this as it is.").waitFor();
  assert.equal((await described()).length, 2);
});
