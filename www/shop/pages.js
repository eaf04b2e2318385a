// Sends pages and files: fills the layout, names types, guards with headers.

import { fill, html } from "./html.js";
import { lookPanel } from "./views/look.js";

const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Reads a page file. @param {any} env @param {string} name @returns {Promise<string>} */
export async function readPage(env, name) {
  const response = await env.PAGES.fetch(`http://pages/${name}`);
  if (!response.ok) throw new Error(`the page file ${name} is missing`);
  return response.text();
}

/**
 * A whole page.
 * @param {import('./visit.js').Visit} visit
 * @param {{file: string, title: string, values: Record<string, unknown>, head?: unknown,
 *   status?: number}} page
 * @returns {Promise<Response>}
 */
export async function showPage(visit, { file, title, values, head = "", status = 200 }) {
  const { env, session, look } = visit;
  const [layout, main] = await Promise.all([readPage(env, "layout.html"), readPage(env, file)]);
  const count = session.cart.reduce((sum, line) => sum + line.quantity, 0);
  const body = fill(layout, {
    ACCOLADE_URL: env.ACCOLADE_URL,
    shop: env.SHOP_ID,
    title,
    head,
    theme: look.theme,
    scheme: look.scheme,
    dir: look.dir,
    account: session.shopper ? session.shopper.name.split(" ")[0] : "Sign in",
    cart_count: count,
    notice: session.notice ? noticeOf(session.notice) : "",
    look_panel: lookPanel(look, visit.url),
    main: fill(main, { ACCOLADE_URL: env.ACCOLADE_URL, ...values }),
  });
  if (session.notice) await visit.change({ notice: null });
  return send(visit, `${body}`, status);
}

function noticeOf({ tone, text }) {
  return html`<p class="notice" data-tone="${tone}" role="status" data-test="notice">${text}</p>`;
}

/** A piece of a page. @param {import('./visit.js').Visit} visit @param {import('./html.js').Html} piece */
export function showPiece(visit, piece) {
  return send(visit, `${piece}`, 200);
}

function send(visit, body, status) {
  return new Response(body, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "private, no-cache",
      "Content-Security-Policy": policy(visit.env, visit.look),
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

// Leaving 'wasm-unsafe-eval' out is all it takes to see the page without wasm.
function policy({ ACCOLADE_URL: accolade }, { wasm }) {
  const compile = wasm === "on" ? " 'wasm-unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' ${accolade}${compile}`,
    `connect-src 'self' ${accolade}`,
    `style-src 'self' ${accolade}`,
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/**
 * A stylesheet, script or picture.
 * @param {any} env
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response | null>} null when there is no such file
 */
export async function sendFile(env, request, path) {
  const type = TYPES[path.split(".").pop()];
  const response = await env.PAGES.fetch(`http://pages${path}`);
  if (!type || !response.ok) return null;
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const tag = `"${Array.from(digest.slice(0, 12), (it) => it.toString(16).padStart(2, "0")).join("")}"`;
  const seconds = type === TYPES.svg ? 3600 : 60;
  const headers = {
    "Content-Type": type,
    ETag: tag,
    "Cache-Control": `public, max-age=${seconds}, must-revalidate`,
    "X-Content-Type-Options": "nosniff",
  };
  const same = request.headers.get("If-None-Match") === tag;
  return new Response(same ? null : bytes, { status: same ? 304 : 200, headers });
}
