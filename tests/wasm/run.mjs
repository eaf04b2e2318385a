// Runs every conformance vector in wasm. ACCOLADE_VECTORS is the bound module of this folder's crate.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { run } = createRequire(import.meta.url)(process.env.ACCOLADE_VECTORS);
const folder = fileURLToPath(new URL('../vectors/', import.meta.url));
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  for (const [name, difference] of JSON.parse(run(readFileSync(folder + file, 'utf8')))) {
    if (difference === null) {
      passed += 1;
    } else {
      failed += 1;
      console.log(`${file}: ${name}: ${difference}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
