// Photos for a review. The shop's own page takes each file and answers where it is to be found;
// those addresses stand in a field of the form and go where the rest of it goes. The token goes to
// no such page.

const PATIENCE = 60_000;

/**
 * Tends the form in a root.
 * @param {ShadowRoot} root the element's
 * @param {string | null} url the page that takes files; null where the shop takes none
 */
export function tendPhotos(root, url) {
  if (!url) return;
  // Counts how often the form was filled: what comes too late is not for another review.
  let turn = 0;
  // Picks are taken one after the other, so that what is busy is so until all are there.
  let last = Promise.resolve();
  root.addEventListener("filled", ({ target }) => {
    turn += 1;
    begin(target.closest("fieldset"));
  }, { capture: true });
  root.addEventListener("change", ({ target }) => {
    if (target.type !== "file") return;
    const files = [...target.files];
    target.value = "";
    const asked = turn;
    const field = target.closest("fieldset");
    last = last.then(() => add(field, files, url, () => asked === turn));
  });
  root.addEventListener("click", early, { capture: true });
}

// The form has the photos of this review in it now.
function begin(field) {
  field.hidden = false;
  field.removeAttribute("aria-busy");
  draw(field);
  say(field, "");
}

function draw(field) {
  const addresses = addressesIn(field);
  field.querySelector("ul").replaceChildren(...addresses.map((it, at) => thumb(field, it, at)));
  field.querySelector(".add").hidden = addresses.length >= mostOf(field);
}

async function add(field, files, url, isCurrent) {
  if (!isCurrent()) return;
  say(field, "adding");
  field.setAttribute("aria-busy", "true");
  for (const file of files) {
    const isRoom = addressesIn(field).length < mostOf(field);
    const trouble = isRoom ? await take(field, file, url, isCurrent) : "many";
    if (!isCurrent()) return;
    say(field, trouble || "added", Boolean(trouble));
    if (trouble) break;
  }
  field.removeAttribute("aria-busy");
}

async function take(field, file, url, isCurrent) {
  if (!file.type.startsWith("image/")) return "kind";
  const { address, trouble } = await send(url, file);
  if (address && isCurrent()) put(field, [...addressesIn(field), address]);
  return trouble;
}

function early(event) {
  const button = event.target.closest(".photo-field ul button");
  if (button) remove(button.closest("fieldset"), button);
  const field = event.target.closest("form")?.querySelector(".photo-field");
  // What is still on its way belongs to the review that is sent.
  const isSent = field?.ariaBusy === "true" && event.target.closest("[data-act=send]");
  if (isSent) event.stopImmediatePropagation();
}

function remove(field, button) {
  const at = [...field.querySelectorAll("ul button")].indexOf(button);
  put(field, addressesIn(field).filter((_, place) => place !== at));
  say(field, "added");
  const next = field.querySelectorAll("ul button")[at] ?? field.querySelector("[type=file]");
  next.focus();
}

const held = (field) => field.querySelector("[name=photos]");

const mostOf = (field) => Number(field.dataset.most);

// An address has no space in it.
const addressesIn = (field) => held(field).value.split(" ").filter(Boolean);

function put(field, addresses) {
  held(field).value = addresses.join(" ");
  draw(field);
  // As if it had been typed: a draft that is kept has it too.
  held(field).dispatchEvent(new Event("change", { bubbles: true }));
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
  // The source is last: what stands before it must be set before the picture is fetched.
  Object.assign(image, { alt: "", referrerPolicy: "no-referrer", src: address });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "thumb";
  button.ariaLabel = field.dataset.remove.replace("{number}", at + 1);
  button.append(image);
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function say(field, name, isFault = false) {
  const word = field.querySelector("#photo-word");
  word.className = isFault ? "fault" : "quiet";
  const text = field.dataset[name] ?? "";
  const count = addressesIn(field).length;
  word.textContent = text.replace("{count}", count).replace("{most}", mostOf(field));
}
