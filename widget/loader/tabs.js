// Tabs by keyboard, as the ARIA practices have them: arrows, Home and End move and choose at once.

/** The tab that a key leads to from another, or nothing. */
export function nextTab(tab, key) {
  const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
  const at = tabs.indexOf(tab);
  const step = tab.matches(":dir(rtl)") ? -1 : 1;
  const to = {
    ArrowRight: at + step,
    ArrowLeft: at - step,
    Home: 0,
    End: tabs.length - 1,
  }[key];
  return to === undefined ? undefined : tabs.at(to % tabs.length);
}
