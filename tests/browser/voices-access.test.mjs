// axe finds nothing in reviews and testimonials: in every state, in every look.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LOOKS, WIDTHS, violations } from "./lib/axe.mjs";
import { openPage } from "./lib/chromium.mjs";
import { openStand } from "./lib/stand.mjs";
import { dress, reach } from "./lib/states.mjs";
import { SETTINGS, VOICE_STATES, prepare } from "./lib/voice-states.mjs";

let stand;

before(async () => {
  stand = await openStand({ reviews: SETTINGS });
  await prepare(stand);
});

after(() => stand?.close());

for (const state of VOICE_STATES) {
  test(state.name, async (t) => {
    // Without motion nothing is half transparent while its contrast is measured.
    const page = await openPage(stand.browser, { reducedMotion: "reduce" });
    t.after(() => page.context().close());
    await reach(state, page, stand);
    const found = [];
    for (const look of LOOKS) {
      await dress(page, look);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const lines = await violations(page);
        found.push(...lines.map((line) => `${look.name}, ${width}: ${line}`));
      }
    }
    await dress(page, LOOKS[0]);
    await page.emulateMedia({ forcedColors: "active" });
    found.push(...(await violations(page)).map((line) => `forced colours: ${line}`));
    assert.deepEqual(found, []);
  });
}
