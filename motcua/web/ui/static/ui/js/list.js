// Dense lists: <tr data-row data-open="/page" data-pane="/fragment">. One row is "at": it is marked, and on wide
// screens its fragment fills the preview pane. Enter or the row's own link opens the page.
const wide = matchMedia("(min-width: 75.01em)");

export const rows = () => [...document.querySelectorAll("tr[data-row]")];
export const current = () => document.querySelector("tr[data-at]");

export function goTo(row) {
  if (!row || row === current()) return;
  current()?.removeAttribute("data-at");
  row.setAttribute("data-at", "");
  row.scrollIntoView({ block: "nearest" });
  (row.querySelector("a") ?? row).focus({ preventScroll: true });
  if (row.dataset.pane && wide.matches) window.htmx?.ajax("GET", row.dataset.pane, { target: "#pane", swap: "innerHTML" });
}

export const step = (by) => {
  const all = rows();
  const at = all.indexOf(current());
  goTo(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
};

export function watchList() {
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label")) return;
    goTo(row);
  });
  document.addEventListener("focusin", (event) => goTo(event.target.closest("tr[data-row]")));
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-tick-all]")) return;
    document.querySelectorAll("tr[data-row] .tick:not(:disabled)").forEach((box) => (box.checked = event.target.checked));
  });
}
