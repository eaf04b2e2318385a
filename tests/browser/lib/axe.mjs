// axe on a page, shadow roots included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const script = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const source = await readFile(script, "utf8");

/** Every look that is checked. */
export const LOOKS = [
  { name: "light", scheme: "light", dir: "ltr" },
  { name: "dark", scheme: "dark", dir: "ltr" },
  { name: "right to left", scheme: "light", dir: "rtl" },
];

/** Every width that is checked. */
export const WIDTHS = [390, 1280];

/**
 * What axe finds, a line for each node.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async () => {
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.flat().join(" ")} ${node.failureSummary}`),
    );
  });
}
