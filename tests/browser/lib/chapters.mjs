// Tests that are the chapters of one story: after a chapter that failed there is nothing to tell.

import { test } from "node:test";

/**
 * Makes a `test` whose tests stand on the ones before.
 * @returns {(name: string, body: () => Promise<void>) => void}
 */
export function story() {
  let failed = null;
  return (name, body) =>
    test(name, async () => {
      if (failed) throw new Error(`the story stopped at: ${failed}`);
      failed = name;
      await body();
      failed = null;
    });
}
