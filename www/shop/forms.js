// Reading what a form sent: trimmed, bounded, and refused where it makes no sense.

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** A field that cannot be used; its message is for the shopper. */
export class FieldError extends Error {}

/**
 * A line of text.
 * @param {FormData} form
 * @param {string} name
 * @param {string} label as the shopper knows the field
 * @param {number} [most] characters
 * @returns {string}
 */
export function text(form, name, label, most = 100) {
  const value = form.get(name);
  const line = typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
  if (line === "") throw new FieldError(`Please fill in: ${label}.`);
  if (line.length > most) throw new FieldError(`That is too long: ${label}.`);
  return line;
}

/** An e-mail address, in lower case. @param {FormData} form @returns {string} */
export function email(form) {
  const value = text(form, "email", "e-mail address").toLowerCase();
  if (!EMAIL.test(value)) throw new FieldError("That does not look like an e-mail address.");
  return value;
}

/**
 * A whole number within bounds, or null.
 * @param {FormDataEntryValue | string | null} value
 * @param {number} least
 * @param {number} most
 * @returns {number | null}
 */
export function whole(value, least, most) {
  if (typeof value !== "string" || !/^\d{1,16}$/.test(value)) return null;
  const number = Number(value);
  return number >= least && number <= most ? number : null;
}
