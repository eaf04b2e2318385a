// HTML as a value: what is put into it is escaped unless it is HTML already.

/** A piece of HTML that is safe to send as it is. */
export class Html {
  /** @param {string} text HTML whose dynamic parts are escaped */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text as HTML: `Html` stays, lists are joined, nothing is empty, the rest is escaped.
 * @param {unknown} value
 * @returns {string}
 */
export function toHtml(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toHtml).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * A template tag that escapes what it is given.
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @returns {Html}
 */
export function html(strings, ...values) {
  let text = strings[0];
  values.forEach((value, index) => {
    text += toHtml(value) + strings[index + 1];
  });
  return new Html(text);
}

/**
 * Fills the `{{names}}` of a page file.
 * @param {string} page the file's text
 * @param {Record<string, unknown>} values one for every name in the file
 * @returns {Html}
 */
export function fill(page, values) {
  const text = page.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`the page asks for {{${name}}}, which has no value`);
    return toHtml(values[name]);
  });
  return new Html(text);
}
