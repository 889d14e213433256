// Keys of the workbench. Never active inside fields or with a modifier; people can switch them off.
// J K move, Enter open, X tick, / search, ? list of keys, Esc close, G then a letter: the entry [data-go="letter"];
// any other letter presses the button or link [data-key="letter"] of the page.
import { current, step } from "./list.js";
import { said } from "./words.js";

const STORE = "mc:keys-off";
let waitingForPlace = 0;
let pending = 0;

const typing = (element) => element?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]");

const press = (element) => element && (() => element.click());

function meaning(key) {
  if (key === "j" || key === "k") return () => step(key === "j" ? 1 : -1);
  if (key === "/") return () => document.querySelector("[data-find]")?.focus();
  if (key === "x") return press(current()?.querySelector(".tick"));
  if (key === "?") return press(document.querySelector("[data-dialog=keys]"));
  if (key === "g") return () => (waitingForPlace = Date.now());
  return press(document.querySelector(`[data-key="${CSS.escape(key)}"]`));
}

// A scanner types letters too: act only when no other key follows at once.
function soon(event, does) {
  event.preventDefault();
  if (event.repeat) does(); // a key held down is a person's
  else pending = setTimeout(does, 45);
}

export function watchKeys() {
  const bar = document.querySelector("[data-keys]");
  const off = () => localStorage.getItem(STORE) === "1";
  const show = () => {
    const button = bar?.querySelector("[data-keys-off]");
    if (button) button.textContent = off() ? said("Bật phím tắt", "Switch keys on") : said("Tắt phím tắt", "Switch keys off");
  };
  show();
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-off]")) return;
    localStorage.setItem(STORE, off() ? "0" : "1");
    show();
  });
  document.addEventListener("keydown", (event) => {
    clearTimeout(pending);
    if (event.key === "Escape" && event.target.matches("[data-find]")) return event.target.blur();
    if (off() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target) || event.key.length !== 1) return;
    const key = event.key.toLowerCase();
    const place = Date.now() - waitingForPlace < 1500;
    waitingForPlace = 0;
    const does = place ? press(document.querySelector(`[data-go="${CSS.escape(key)}"]`)) : meaning(key);
    if (does) soon(event, does);
  });
}
