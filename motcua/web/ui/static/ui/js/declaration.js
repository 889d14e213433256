// The electronic form: after an answer on which others hang, and for the buttons that add and remove, the server is asked
// what the form looks like now; only the form is replaced. Without this script the same buttons reload the page.
const form = () => document.querySelector("[data-declaration]")?.closest("form");
let asking = null;

async function ask(button) {
  const old = document.querySelector("[data-declaration]");
  const data = new FormData(old.closest("form"));
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set("part", button?.value ?? "refresh");
  asking?.abort();
  asking = new AbortController();
  try {
    const response = await fetch(location.href, { method: "POST", body: data, headers: { "MC-Part": "1" }, signal: asking.signal });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    put(old, new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-declaration]"), button);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (button) press(button); // the page itself says what is wrong: signed out, no connection
  }
}

function put(old, fresh, button) {
  if (!fresh || !old.isConnected) return;
  const at = document.activeElement;
  const typing = old.contains(at) ? { id: at.id, start: at.selectionStart ?? null } : null;
  for (const input of old.querySelectorAll("input[type=file]")) {
    if (input.files.length || old.querySelector(`[data-kept-list="${CSS.escape(input.name)}"] [data-uploading]`)) fresh.querySelector(`#${CSS.escape(input.id)}`)?.closest("[data-upload]")?.replaceWith(input.closest("[data-upload]"));
  }
  keep(old, fresh, button);
  old.replaceWith(fresh);
  const wanted = button ? fresh.querySelector("[autofocus]") ?? fresh.querySelector(`#${CSS.escape(button.closest("fieldset")?.id ?? "")}`) : null;
  const back = wanted ?? (typing?.id ? document.getElementById(typing.id) : null);
  back?.focus({ preventScroll: !wanted });
  if (!wanted && typing?.start != null) back?.setSelectionRange?.(typing.start, typing.start);
  document.dispatchEvent(new CustomEvent("mc:declared"));
}

// What was typed while the answer was on its way is newer than the answer.
function keep(old, fresh, button) {
  if (button) return;
  for (const control of old.querySelectorAll("input:not([type=radio], [type=checkbox], [type=hidden], [type=file]), textarea")) {
    const same = control.id && fresh.querySelector(`#${CSS.escape(control.id)}`);
    if (same && control === document.activeElement) same.value = control.value;
  }
}

function press(button) {
  const target = form();
  target.dataset.pressed = "";
  target.requestSubmit(button);
}

export function watchDeclaration() {
  if (!form()) return;
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-declaration] [data-drives]")) ask(null);
  });
  document.addEventListener("mc:declaration", () => ask(null)); // a door learned what the form may be filled in with
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-declaration] button[name=part]");
    if (!button || "pressed" in form().dataset) return;
    event.preventDefault();
    ask(button);
  });
}
