// What the page gains by scripts. Without them every link and form works; nothing here is needed to find.

import { theme } from "./js/theme.js";
import { keys } from "./js/keys.js";
import { copying } from "./js/copy.js";
import { finding } from "./js/find.js";
import { brushing } from "./js/brush.js";
import { saving } from "./js/saved.js";
import { turning } from "./js/turn.js";
import { watching } from "./js/watch.js";

theme();
keys();
copying();
finding();
brushing();
saving();
turning();
watching();
