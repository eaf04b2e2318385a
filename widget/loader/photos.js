// Photos for a review. The shop's own page takes each file and answers where it is to be found;
// what is sent with the review are those addresses. The token goes to no such page.

const MOST = 5;
const PATIENCE = 60_000;
const REVIEWS = /^\/products\/([^/]+)\/reviews$/;

/**
 * Keeps what was added to each product's review.
 * @param {string | null} url the page that takes files; null where the shop takes none
 */
export function photos(url) {
  const kept = new Map();
  const fields = new Map();
  // Counts who was here: what comes too late is not for the next.
  let turn = 0;

  const of = (product) => kept.get(product) ?? [];

  function keep(product, addresses) {
    kept.set(product, addresses);
    const field = fields.get(product);
    if (!field) return;
    const thumbs = addresses.map((address, at) => thumb(field, address, at));
    field.querySelector("ul").replaceChildren(...thumbs);
    field.querySelector(".add").hidden = addresses.length >= MOST;
  }

  // The form comes and goes; the keyboard is in it whenever it has come.
  function meet(root, product) {
    const field = root.querySelector(".photo-field");
    if (!field || fields.get(product) === field) return;
    fields.set(product, field);
    field.hidden = false;
    keep(product, of(product));
  }

  async function add(product, field, files) {
    say(field, "adding");
    field.setAttribute("aria-busy", "true");
    for (const file of files) {
      const trouble = of(product).length < MOST ? await take(product, file) : "many";
      say(field, trouble || "added", of(product).length, Boolean(trouble));
      if (trouble) break;
    }
    field.removeAttribute("aria-busy");
  }

  async function take(product, file) {
    if (!file.type.startsWith("image/")) return "kind";
    const asked = turn;
    const { address, trouble } = await send(url, file);
    if (address && asked === turn) keep(product, [...of(product), address]);
    return trouble;
  }

  function remove(product, field, button) {
    const at = [...field.querySelectorAll("ul button")].indexOf(button);
    keep(product, of(product).filter((_, place) => place !== at));
    say(field, "added", of(product).length);
    const next = field.querySelectorAll("ul button")[at] ?? field.querySelector("input");
    next.focus();
  }

  return {
    /** Tends the forms in a root; `product` says of what they are. */
    tend(root, product) {
      if (!url) return;
      root.addEventListener("focusin", () => meet(root, product()));
      root.addEventListener("change", ({ target }) => {
        if (target.type !== "file") return;
        const files = [...target.files];
        target.value = "";
        add(product(), target.closest("fieldset"), files);
      });
      const early = (event) => {
        const field = event.target.closest("form")?.querySelector(".photo-field");
        const button = event.target.closest(".photo-field ul button");
        if (button) remove(product(), field, button);
        // What is still on its way belongs to the review that is sent.
        const isSent = field?.ariaBusy === "true" && event.target.closest("[data-act=send]");
        if (isSent) event.stopImmediatePropagation();
      };
      root.addEventListener("click", early, { capture: true });
    },

    /** The body of a request, with the photos where it is a review. */
    joined({ method, path, body }) {
      const added = of(productOf(method, path));
      if (added.length === 0) return body;
      const review = JSON.parse(body);
      return JSON.stringify({ ...review, photos: [...(review.photos ?? []), ...added] });
    },

    /** What became of it. */
    answered({ method, path }, status, body) {
      const product = productOf(method, path);
      if (!product) return;
      if (status < 300) kept.delete(product);
      const isRefused = body.errors?.some(({ pointer }) => /^\/photos\b/.test(pointer));
      if (isRefused && fields.has(product)) say(fields.get(product), "refused", 0, true);
    },

    /** Somebody else may be here: what was added is nobody's. */
    forget() {
      turn += 1;
      kept.clear();
      fields.clear();
    },
  };
}

function productOf(method, path) {
  const [, product] = (method === "POST" && path.match(REVIEWS)) || [];
  return product && decodeURIComponent(product);
}

async function send(url, file) {
  const init = {
    method: "POST",
    body: file,
    headers: { "content-type": file.type },
    credentials: "same-origin",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  };
  try {
    const answer = await fetch(url, init);
    if (answer.status === 413) return { trouble: "large" };
    if (answer.status === 415) return { trouble: "kind" };
    const { url: address } = answer.ok ? await answer.json() : {};
    return /^https:\/\/\S+$/.test(address) ? { address } : { trouble: "lost" };
  } catch {
    return { trouble: "lost" };
  }
}

function thumb(field, address, at) {
  const image = new Image();
  Object.assign(image, { src: address, alt: "", referrerPolicy: "no-referrer" });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "thumb";
  button.ariaLabel = field.dataset.remove.replace("{number}", at + 1);
  button.append(image);
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function say(field, name, count = 0, isFault = false) {
  const word = field.querySelector("#photo-word");
  word.className = isFault ? "fault" : "quiet";
  word.textContent = field.dataset[name].replace("{count}", count).replace("{most}", MOST);
}
