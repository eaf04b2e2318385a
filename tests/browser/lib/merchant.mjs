// A merchant's own site: pages with the elements in them, a token for whoever is signed in.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { ROOT } from "./demo.mjs";

const STYLES = path.join(ROOT, "www", "storefront", "css");

/** What the elements need of a policy, and no more. @param {string} edge */
export function strictPolicy(edge, wasm = " 'wasm-unsafe-eval'") {
  return [
    "default-src 'none'",
    "base-uri 'none'",
    `script-src 'self' ${edge}${wasm}`,
    `connect-src 'self' ${edge}`,
    "style-src 'self'",
    "img-src data:",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

/** A site on a port of its own. */
export class Merchant {
  #server;
  #pages = new Map();
  /** The token of whoever is signed in; null when nobody is. */
  token = null;
  /** How often the page has asked for it. */
  asked = 0;
  /** What was sent to the page that takes photos. */
  photos = [];
  /** What that page answers, by how many there were before. */
  photoAnswer = () => ({ status: 404 });

  /** Opens the site. */
  async open() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  /** Closes the site. */
  async close() {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /**
   * Puts a page on the site; answers its address.
   * @param {string} name
   * @param {{head?: string, body: string, policy?: string, root?: string, sheets?: string[]}} page
   */
  put(name, { head = "", body, policy, root = 'lang="en"', sheets = ["/page.css"] }) {
    const links = sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}">`).join("");
    const html = `<!doctype html><html ${root}><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>A shop</title><link rel="icon" href="data:,">
      ${links}${head}</head><body>${body}</body></html>`;
    this.#pages.set(`/${name}`, { html, policy });
    return `${this.origin}/${name}`;
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    const page = this.#pages.get(pathname);
    if (page) return send(response, "text/html", page.html, page.policy);
    if (pathname === "/token") {
      this.asked += 1;
      return send(response, "application/json", JSON.stringify({ token: this.token }));
    }
    if (pathname === "/reviews/photos" && request.method === "POST") {
      const { status = 200, ...body } = this.photoAnswer(this.photos.length);
      const { "content-type": type, authorization } = request.headers;
      let size = 0;
      for await (const part of request) size += part.length;
      this.photos.push({ type, size, authorization });
      return response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
    }
    if (pathname === "/page.css") return send(response, "text/css", PLAIN);
    const [, name] = pathname.match(/^\/css\/([\w-]+\.css)$/) ?? [];
    if (name) return send(response, "text/css", await readFile(path.join(STYLES, name), "utf8"));
    response.writeHead(404).end();
  }
}

const JSON_TYPE = { "content-type": "application/json" };
const PLAIN = "body { font: 16px/1.5 sans-serif; margin: 2rem; color-scheme: light dark }";

function send(response, type, body, policy) {
  const headers = { "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" };
  if (type === "application/json") headers["cache-control"] = "no-store";
  if (policy) headers["content-security-policy"] = policy;
  response.writeHead(200, headers).end(body);
}

/** The script tag. @param {string} edge @param {string} shop */
export function scriptTag(edge, shop, more = 'data-token-url="/token" data-sign-in="/sign-in"') {
  return `<script async src="${edge}/accolade.js" data-shop="${shop}" ${more}></script>`;
}

/** The four elements with their light texts. */
export const ELEMENTS = `
  <accolade-balance><p>A point for every dollar.</p></accolade-balance>
  <accolade-tier><p>Silver comes after 150.</p></accolade-tier>
  <accolade-rewards rows="5"><p>Points become money off.</p></accolade-rewards>
  <accolade-cart subtotal="4200" currency="USD"><p>This cart earns points.</p></accolade-cart>`;

/** The light texts, by element. */
export const LIGHT = {
  balance: "A point for every dollar.",
  tier: "Silver comes after 150.",
  rewards: "Points become money off.",
  cart: "This cart earns points.",
};
