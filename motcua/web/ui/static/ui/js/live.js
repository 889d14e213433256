// A list that lies open stays fresh without moving under the cursor: <div data-live="/address"> asks for the numbers of
// its rows every quarter of a minute while it is looked at; what is new is announced in [data-live-word] with a button,
// and only that button redraws the rows, keeping ticks, the chosen row and the place. A row done elsewhere is dimmed.
import { said as words } from "./words.js";

const EVERY = 15_000;

const shown = (list) => [...list.querySelectorAll("[data-step]")];
const number = (row) => Number(row.dataset.step);

async function redraw(list, word) {
  const ticked = new Set([...list.querySelectorAll(".tick:checked[name]")].map((box) => box.value));
  const at = list.querySelector("[data-at]")?.dataset.step;
  const address = new URL(location.href);
  address.searchParams.set("phan", "danh-sach");
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const [x, y] = [scrollX, scrollY];
  list.innerHTML = await answer.text();
  for (const box of list.querySelectorAll(".tick[name]")) box.checked = ticked.has(box.value);
  const row = at && list.querySelector(`[data-step="${at}"]`);
  if (row) {
    row.setAttribute("data-at", "");
    row.querySelector("a")?.focus({ preventScroll: true });
  } else list.querySelector("a.code")?.focus({ preventScroll: true });
  scrollTo(x, y);
  word.textContent = "";
}

function say(list, word, steps) {
  const before = new Set(shown(list).map(number));
  const now = new Set(steps);
  const came = steps.filter((step) => !before.has(step)).length;
  const left = shown(list).filter((row) => !now.has(number(row)));
  for (const row of shown(list)) row.toggleAttribute("data-gone", left.includes(row));
  const said = [came && words(`${came} hồ sơ mới`, `${came} new ${came === 1 ? "dossier" : "dossiers"}`), left.length && words(`${left.length} hồ sơ không còn ở trang này`, `${left.length} no longer on this page`)].filter(Boolean).join(", ");
  if ((word.dataset.said ?? "") === said) return;
  word.dataset.said = said;
  if (!said) return (word.textContent = "");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words("Cập nhật danh sách", "Update the list") });
  button.addEventListener("click", () => redraw(list, word));
  word.replaceChildren(`${said}. `, button);
}

export function watchLive() {
  const list = document.querySelector("[data-live]");
  const word = document.querySelector("[data-live-word]");
  if (!list || !word) return;
  let pause = EVERY;
  let next = 0;
  const ask = async () => {
    clearTimeout(next);
    if (!document.hidden) {
      try {
        const answer = await fetch(list.dataset.live, { headers: { Accept: "application/json" } });
        if (answer.redirected || !answer.ok) throw new Error(answer.status); // signed out, or the server is busy
        say(list, word, (await answer.json()).steps);
        pause = EVERY;
      } catch {
        pause = Math.min(pause * 2, 16 * EVERY);
      }
    }
    next = setTimeout(ask, pause);
  };
  next = setTimeout(ask, pause);
  document.addEventListener("mc:ask", ask); // somebody on this page knows that something has changed
}
