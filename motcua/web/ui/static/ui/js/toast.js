// Short news in the polite live region at the corner. Never the only place something is said.
export function toast(text, seconds = 4) {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = text;
  region.append(note);
  setTimeout(() => note.remove(), seconds * 1000);
}
