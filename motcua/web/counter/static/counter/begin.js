// The one field: a scan is sent as soon as it is read, arrows lead into the list, Escape clears for the next scan.
export function watchBegin() {
  const form = document.querySelector("[data-begin]");
  if (!form) return;
  const field = form.querySelector("[name=q]");
  document.addEventListener("mc:scan", (event) => {
    if (event.detail.kind === "tracking" || event.detail.kind === "dossier") return;
    if (document.activeElement !== field) field.value = event.detail.raw;
    form.requestSubmit();
  });
  form.addEventListener("keydown", (event) => {
    const found = [...form.querySelectorAll("[data-found] a, [data-found] .link")];
    const at = found.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && found.length) {
      event.preventDefault();
      found[Math.min(at + 1, found.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (found[at - 1] ?? field).focus();
    } else if (event.key === "Escape") {
      field.value = "";
      field.focus();
    }
  });
}
