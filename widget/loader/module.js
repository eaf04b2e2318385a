// The ES module, `accolade.mjs`: the same registry, reached by name.
import { fromModule } from "./settings.js";
import { shared } from "./registry.js";

const { door } = shared(() => fromModule(import.meta.url));

export const { identify, refresh, redeem, signOut } = door;
