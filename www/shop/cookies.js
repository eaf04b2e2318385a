// The two cookies of the shop: who is visiting, and how the page should look.

const SESSION = "juniper_session";
const LOOK = "juniper_look";
const MONTH = 30 * 86_400;

const LOOKS = {
  theme: ["juniper", "halyard", "nocturne"],
  scheme: ["auto", "light", "dark"],
  dir: ["ltr", "rtl"],
  wasm: ["on", "off"],
};

/** @param {Request} request @param {string} name @returns {string | null} */
function read(request, name) {
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  const pair = pairs.find((it) => it.startsWith(`${name}=`));
  return pair ? pair.slice(name.length + 1) : null;
}

/** @param {Request} request @returns {string | null} */
export function sessionId(request) {
  return read(request, SESSION);
}

/** @param {URL} url @param {string} id @returns {string} a Set-Cookie value */
export function sessionCookie(url, id) {
  const secure = url.protocol === "https:" ? "; Secure" : "";
  return `${SESSION}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${MONTH}${secure}`;
}

/** The look that a visitor chose, each part one of those there are. @param {Request} request */
export function look(request) {
  const chosen = (read(request, LOOK) ?? "").split(".");
  return known((name, index) => chosen[index]);
}

/** The look that a form names. @param {FormData} form */
export function lookOf(form) {
  return known((name) => form.get(name));
}

/** @param {ReturnType<typeof look>} chosen @returns {string} a Set-Cookie value */
export function lookCookie(chosen) {
  return `${LOOK}=${Object.values(chosen).join(".")}; Path=/; SameSite=Lax; Max-Age=${MONTH}`;
}

function known(pick) {
  const parts = Object.entries(LOOKS).map(([name, values], index) => {
    const value = pick(name, index);
    return [name, values.includes(value) ? value : values[0]];
  });
  return Object.fromEntries(parts);
}
