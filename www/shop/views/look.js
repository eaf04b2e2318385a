// The switch in the corner: the same page as other shops would wear it.

import { html } from "../html.js";

const CHOICES = [
  [
    "theme",
    "Shop",
    [
      ["juniper", "Juniper"],
      ["halyard", "Halyard"],
      ["nocturne", "Nocturne"],
    ],
  ],
  [
    "scheme",
    "Light",
    [
      ["auto", "Auto"],
      ["light", "Light"],
      ["dark", "Dark"],
    ],
  ],
  [
    "dir",
    "Direction",
    [
      ["ltr", "Left to right"],
      ["rtl", "Right to left"],
    ],
  ],
  [
    "wasm",
    "WebAssembly",
    [
      ["on", "With"],
      ["off", "Without"],
    ],
  ],
];

/**
 * The form of the switch.
 * @param {Record<string, string>} look
 * @param {URL} url to come back to
 */
export function lookPanel(look, url) {
  return html`<form method="post" action="/look" data-look>
    <input type="hidden" name="back" value="${url.pathname}" />
    ${CHOICES.map(
      ([name, legend, options]) => html`<fieldset>
        <legend>${legend}</legend>
        <div class="choices">
          ${options.map(([value, label]) => radio(name, value, label, look[name] === value))}
        </div>
      </fieldset>`,
    )}
    <button class="small" data-auto-hides>Show it so</button>
  </form>`;
}

function radio(name, value, label, chosen) {
  const box = chosen
    ? html`<input type="radio" name="${name}" value="${value}" checked />`
    : html`<input type="radio" name="${name}" value="${value}" />`;
  return html`<label data-test="look-${name}-${value}">${box}<span>${label}</span></label>`;
}
