// <button data-print>: the browser's own print dialog.
export function watchPrint() {
  document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());
}
