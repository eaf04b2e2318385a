// What the shop's pages do beyond HTML. Every page works without it.

import { watchArrival } from "./arrival.js";
import { watchForms } from "./forms.js";
import { watchLook } from "./look.js";
import { watchLoyalty } from "./loyalty.js";
import { watchCounter } from "./counter.js";

watchForms();
watchLook();
watchLoyalty();
watchCounter();
watchArrival();
