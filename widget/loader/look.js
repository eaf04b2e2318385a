// The viewer of photos: an arrow key goes where it points, whichever way the page is read.

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** What a key means to an open viewer: `next`, `before`, or nothing. */
export function wayOf(viewer, key) {
  if (!viewer?.open || !(key in STEPS)) return undefined;
  const ahead = getComputedStyle(viewer).direction === "rtl" ? -1 : 1;
  return STEPS[key] === ahead ? "next" : "before";
}
