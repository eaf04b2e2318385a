// Chromium, and pages that remember every complaint.

import { chromium } from "playwright-core";
import { PATIENCE_MS } from "./until.mjs";

const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium; `ignoreDefaultArgs` gives back what Playwright takes away. */
export function openChromium(options = {}) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ARGS, ...options });
}

/**
 * A page in a context of its own, as one person with one device has it.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.setDefaultNavigationTimeout(PATIENCE_MS);
  return context.newPage();
}

/**
 * Collects what the page complains of: errors, warnings, violated policies.
 * @param {import('playwright-core').Page} page
 * @returns {string[]} grows while the page lives
 */
export function complaints(page) {
  const heard = [];
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      heard.push(`${message.type()}: ${message.text()}`);
    }
  });
  return heard;
}
