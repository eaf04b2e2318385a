// The classic script, `accolade.js`. It must read `document.currentScript` before anything else
// runs: the property is gone by the time the first task ends.
import { fromScript } from "./settings.js";
import { shared } from "./registry.js";

const script = document.currentScript;
const registry = shared(() => fromScript(script, script.src));

globalThis.accolade ??= registry.door;
