// What the page said about itself, read once and never from anywhere else.

const SHOP = /^[\x21-\x7e]{1,128}$/;

/** Settings from the attributes of a script tag and the address it was loaded from. */
export function fromScript(script, source) {
  return settings(source, (name) => script?.dataset[name]);
}

/**
 * Settings for the module: a `<script type="module" data-shop>` of this very address, else any
 * accolade script tag of the page, else the query of the module's own address (`?shop=juniper`).
 */
export function fromModule(source) {
  const tags = [...document.querySelectorAll("script[data-shop]")];
  const tag = tags.find((each) => each.src === source) ?? tags[0];
  const query = new URL(source).searchParams;
  return settings(source, (name) => tag?.dataset[name] ?? query.get(name));
}

function settings(source, read) {
  const shop = read("shop") ?? "";
  if (!SHOP.test(shop)) console.error("accolade: the script tag needs data-shop");
  return {
    shop,
    build: ACCOLADE_BUILD,
    service: new URL(source).origin,
    assets: new URL(`a/${ACCOLADE_BUILD}/`, source).href,
    tokenUrl: ownAddress(read("tokenUrl"), "data-token-url"),
    signIn: ownAddress(read("signIn"), "data-sign-in"),
    photoUrl: ownAddress(read("photoUrl"), "data-photo-url"),
    locale: read("locale") || document.documentElement.lang || navigator.language || "en",
  };
}

// All addresses are the shop's own: a token fetched from elsewhere would be somebody else's word, and
// what a shopper hands to the shop is nobody else's.
function ownAddress(text, name) {
  if (!text) return null;
  const url = new URL(text, document.baseURI);
  if (url.origin === location.origin) return url.href;
  console.error(`accolade: ${name} must be on the page's own origin`);
  return null;
}
