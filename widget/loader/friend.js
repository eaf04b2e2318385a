// A friend's link: any page of the shop with `?accolade-friend=CODE`. The code is kept until the
// shopper is known, and leaves the address, so that a copied address is not the friend's again.

const NAME = "accolade-friend";
const CODE = /^[\x21-\x7e]{1,128}$/;

/** Keeps the code that the page was opened with, where there is one. */
export function keepFriend(shop) {
  const url = new URL(location.href);
  const code = url.searchParams.get(NAME);
  if (code === null) return;
  try {
    if (CODE.test(code)) {
      localStorage.setItem(`accolade friend ${shop}`, JSON.stringify({ code, at: Date.now() }));
    }
  } catch {
    // Where nothing can be kept the code stays in the address.
    return;
  }
  url.searchParams.delete(NAME);
  history.replaceState(history.state, "", url);
}
