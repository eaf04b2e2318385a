// While the panel is open the page behind it does not scroll, and nothing in it moves: where the
// page has a scroll bar, its room is kept.

const OPEN = "html { overflow: hidden }";
const KEPT = `${OPEN} html { scrollbar-gutter: stable }`;

let sheet;
const holders = new Set();

/** Holds the page still for a host, or lets it go. */
export function hold(host, isHeld) {
  const was = holders.size > 0;
  if (isHeld) holders.add(host);
  else holders.delete(host);
  const is = holders.size > 0;
  if (was === is) return;
  if (!is) {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== sheet);
    return;
  }
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(innerWidth > document.documentElement.clientWidth ? KEPT : OPEN);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
