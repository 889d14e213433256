// The workbench: keys, lists, scanners.
import { watchKeys } from "./keys.js";
import { watchList } from "./list.js";
import { watchScanner } from "./scan.js";

watchList();
watchKeys();
watchScanner();
