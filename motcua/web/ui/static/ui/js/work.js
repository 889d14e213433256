// The workbench: keys, lists, scanners.
import { watchInsert } from "./insert.js";
import { watchKeys } from "./keys.js";
import { watchList } from "./list.js";
import { watchLive } from "./live.js";
import { watchMenus } from "./menu.js";
import { watchScanner } from "./scan.js";

watchList();
watchLive();
watchKeys();
watchScanner();
watchInsert();
watchMenus();
