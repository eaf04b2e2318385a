// What most files of tests begin with: a stand for them all, and a page for each.

import { after, before, beforeEach } from "node:test";
import { openPage } from "./chromium.mjs";
import { scriptTag } from "./merchant.mjs";
import { openStand } from "./stand.mjs";

/** The stand of the file's tests. */
export let stand;
/** The script tag of its shop. */
export let head;
/** The page of the test that runs. */
export let page;

/** Opens them for the tests of a file; once in each. @see openStand */
export function openForEach(options) {
  before(async () => {
    stand = await openStand(options);
    head = scriptTag(stand.edge, stand.shop.id);
  });

  after(() => stand?.close());

  beforeEach(async (t) => {
    page = await openPage(stand.browser);
    t.after(() => page.context().close());
  });
}
