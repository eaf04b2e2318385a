// What became of hostile texts in a page: whether anything ran, and whether all of it is text.

import { PHOTO_HOST } from "./hostile.mjs";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Erk" +
    "Jggg==",
  "base64",
);

/** Elements and attributes that the elements draw, and no others. */
const TAGS =
  "accolade-stars accolade-reviews accolade-testimonials slot div p span bdi ul ol li article a " +
  "button details summary svg path g use rect circle polygon clippath defs lineargradient stop " +
  "img dialog blockquote figure select option label form fieldset legend input textarea h2 h3 " +
  "link script";
const ATTRIBUTES =
  "accept alt aria-busy aria-describedby aria-disabled aria-expanded aria-hidden aria-invalid " +
  "aria-label aria-labelledby aria-pressed aria-required aria-roledescription autocomplete " +
  "checked class clip-path cx cy d data-about data-accolade data-act data-change data-focus " +
  "data-added data-adding data-kind data-large data-lost data-many data-most data-remove " +
  "data-of data-state decoding dir disabled fill for height hidden href id lang layout loading " +
  "maxlength multiple name novalidate open part points product r referrerpolicy rel role rows rx " +
  "selected src stroke tabindex target transform type value viewbox width x y";

/** Before the page's own scripts: traps for whatever runs. */
export async function trap(page) {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("dialog", (dialog) => {
    asked.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", (popup) => asked.push(`popup: ${popup.url()}`));
  page.on("frameattached", () => asked.push("frame:"));
  await page.addInitScript(() => {
    globalThis.ran = [];
    globalThis.pwned = (...number) => void globalThis.ran.push(`pwned(${number})`);
    globalThis.alert = () => void globalThis.ran.push("alert");
  });
  await page.route(`https://${PHOTO_HOST}/**`, (route) =>
    route.fulfill({ contentType: "image/png", body: PIXEL }),
  );
  return asked;
}

/** Requests and windows beyond those of the page, its service and its photos. */
export function elsewhere(asked, origins) {
  const known = [...origins, `https://${PHOTO_HOST}`];
  return asked.filter((url) => !url.startsWith("data:,") && !known.includes(originOf(url)));
}

function originOf(url) {
  return URL.canParse(url) ? new URL(url).origin : url;
}

/** What ran, what it broke, and what of the elements' trees is none of theirs. */
export function damage(page) {
  return page.evaluate(
    ([tags, attributes, host]) => {
      const strange = [];
      const isAddress = (text) => /^(https:\/\/|#|\/(?!\/)|http:\/\/127\.0\.0\.1:)/.test(text);
      const check = (node) => {
        if (node.nodeType === Node.COMMENT_NODE) {
          if (!/^(<\/?[[>#?]|$)/.test(node.data)) strange.push(`<!--${node.data}-->`);
          return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        const name = node.localName.toLowerCase();
        if (!tags.includes(name)) strange.push(`<${name}>`);
        for (const { name: attribute, value } of node.attributes) {
          const said = `<${name} ${attribute}="${value}">`;
          if (!attributes.includes(attribute.toLowerCase())) strange.push(said);
          if (attribute === "src" && !value.startsWith(`https://${host}/`)) strange.push(said);
          if (attribute === "href" && !isAddress(value)) strange.push(said);
        }
        if (name === "a" && node.rel !== "ugc nofollow noopener" && !node.closest(".about")) {
          strange.push(node.outerHTML);
        }
        const isData = /^application\/(ld\+)?json$/.test(node.type);
        if (name === "script" && !isData) strange.push("<script>");
        walk(node);
        if (node.shadowRoot) walk(node.shadowRoot);
      };
      const walk = (parent) => parent.childNodes.forEach(check);
      walk(document.body);
      if (document.title !== "A shop") strange.push(document.title);
      if (typeof {}.pwned !== "undefined") strange.push("a prototype was changed");
      const { ran, violations } = globalThis;
      return { ran, violations, strange: [...new Set(strange)] };
    },
    [TAGS.split(" "), ATTRIBUTES.split(" "), PHOTO_HOST],
  );
}

/** The damage that there must be. */
export const NONE = { ran: [], violations: [], strange: [] };

/** The reviews of a product as they are read. */
export function readReviews(page, product) {
  return page.evaluate((id) => {
    const all = [...document.querySelectorAll("accolade-reviews")];
    const root = all.find((it) => it.getAttribute("product") === id).shadowRoot;
    const text = (from, selector) => from.querySelector(selector)?.textContent ?? null;
    return [...root.querySelectorAll("[part~=review]")].map((review) => ({
      author: text(review, ".who .author"),
      title: text(review, "[part~=title]"),
      body: text(review, ".words > [part~=text]"),
      reply: text(review, "[part~=reply] [part~=text]"),
      photos: [...review.querySelectorAll("img")].map((it) => it.getAttribute("src")),
    }));
  }, product);
}

/** The testimonials as they are read. */
export function readTestimonials(page) {
  return page.evaluate(() => {
    const root = document.querySelector("accolade-testimonials").shadowRoot;
    const text = (from, selector) => from.querySelector(selector)?.textContent ?? null;
    return [...root.querySelectorAll("[part~=testimonial]")].map((it) => ({
      author: text(it, ".who .author"),
      title: text(it, "[part~=title]"),
      body: text(it, "blockquote > [part~=text]"),
    }));
  });
}

/** What search engines are told of each product, by its id. */
export function readDescribed(page) {
  return page.evaluate(() => {
    const all = document.querySelectorAll("script[type='application/ld+json'][data-accolade]");
    const of = (it) => [it.dataset.accolade, JSON.parse(it.textContent)];
    return Object.fromEntries([...all].map(of));
  });
}

/** The data that inlined roots carry, in the order of their elements. */
export function readGiven(page, kind) {
  return page.evaluate((tag) => {
    const of = (it) => it.shadowRoot.querySelector("script[type='application/json']");
    return [...document.querySelectorAll(tag)].map((it) => JSON.parse(of(it).textContent).given);
  }, `accolade-${kind}`);
}
