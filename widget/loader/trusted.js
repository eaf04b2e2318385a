// Markup that the edge drew, as a page under Trusted Types takes it.

let policy;

/** The markup as the page takes it; null where the page allows no policy of ours. */
export function trusted(html) {
  policy ??= make();
  return policy.createHTML(html);
}

// Made once: a second policy of this name is an error where a page lists the names it allows.
function make() {
  const rules = { createHTML: (html) => html };
  try {
    return globalThis.trustedTypes?.createPolicy("accolade", rules) ?? rules;
  } catch {
    return { createHTML: () => null };
  }
}
