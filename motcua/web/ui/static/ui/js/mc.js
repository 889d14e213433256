// What every page may use. Each part finds its own marks in the page and does nothing without them.
import { watchCopy } from "./copy.js";
import { watchDeclaration } from "./declaration.js";
import { watchDialogs } from "./dialog.js";
import { watchFiles } from "./files.js";
import { watchForms } from "./forms.js";
import { watchPrint } from "./print.js";

document.documentElement.classList.add("js");
watchCopy();
watchDeclaration();
watchDialogs();
watchFiles();
watchForms();
watchPrint();
