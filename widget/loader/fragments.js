// Fragments: what the edge has drawn of the page's public elements, so that they are read before
// any wasm is there. One question for all of them.

const PATIENCE = 20_000;
/** What one question may hold; the service has the same limits. */
const MOST = { elements: 50, lists: 10, letters: 3000 };

/** A function that settles with the fragment of a subject (`stars:88`), or null without one. */
export function fragments({ service, shop, locale }) {
  const base = `${service}/v1/shops/${shop}/fragments`;
  const wanted = new Map();

  function ask() {
    for (const [query, subjects] of questions([...wanted.keys()])) {
      const asked = subjects.map((subject) => [subject, wanted.get(subject).found]);
      answer(`${base}?${query}&locale=${tag(locale)}`).then((drawn) => {
        for (const [subject, found] of asked) found(drawn.get(subject) ?? null);
      });
    }
    wanted.clear();
  }

  return (subject) => {
    if (wanted.size === 0) soon(ask);
    if (!wanted.has(subject)) wanted.set(subject, withResolver());
    return wanted.get(subject).promise;
  };
}

// A page may say `en_US`, or nonsense; the service takes language tags.
function tag(locale) {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return "en";
  }
}

async function answer(address) {
  try {
    const init = { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) };
    const response = await fetch(address, init);
    if (!response.ok) return new Map();
    const { fragments } = await response.json();
    return new Map(fragments.map((fragment) => [fragment.e, fragment]));
  } catch {
    return new Map();
  }
}

// In the one order that caches know them by.
function questions(subjects) {
  const all = [];
  let now;
  for (const [encoded, subject] of subjects.map((it) => [encode(it), it]).sort(byFirst)) {
    const isList = !subject.startsWith("stars:");
    const fits =
      now &&
      now.subjects.length < MOST.elements &&
      now.lists + isList <= MOST.lists &&
      now.query.length + encoded.length < MOST.letters;
    if (!fits) all.push((now = { query: "", subjects: [], lists: 0 }));
    now.query += `${now.query && "&"}e=${encoded}`;
    now.subjects.push(subject);
    now.lists += isList;
  }
  return all.map(({ query, subjects }) => [query, subjects]);
}

function encode(subject) {
  const at = subject.indexOf(":") + 1;
  // The one mark that an address writes otherwise than this function.
  return subject.slice(0, at) + encodeURIComponent(subject.slice(at)).replaceAll("'", "%27");
}

const byFirst = ([a], [b]) => (a < b ? -1 : 1);

// Elements that the parser has yet to come to are asked for with the rest.
function soon(task) {
  if (document.readyState !== "loading") queueMicrotask(task);
  else addEventListener("DOMContentLoaded", task, { once: true });
}

function withResolver() {
  let found;
  const promise = new Promise((resolve) => (found = resolve));
  return { promise, found };
}
