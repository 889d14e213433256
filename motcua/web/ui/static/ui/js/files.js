// Upload fields: lists what was chosen and refuses at once what the server would refuse for its size.
const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

export function watchFiles() {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches?.("[data-max-bytes]")) return;
    const limit = Number(input.dataset.maxBytes);
    const english = document.documentElement.lang === "en";
    const tooLarge = [...input.files].filter((file) => file.size > limit || file.size === 0);
    const list = input.closest("[data-upload]")?.querySelector("[data-files]");
    list?.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        const refused = tooLarge.includes(file);
        line.className = refused ? "error" : "";
        line.textContent = `${file.name} · ${size(file.size)}`;
        if (refused) line.textContent += file.size ? (english ? ` – larger than ${size(limit)}` : ` – lớn hơn ${size(limit)}`) : (english ? " – empty file" : " – tệp rỗng");
        return line;
      }),
    );
    const message = english ? "Please choose other files: too large or empty." : "Xin chọn tệp khác: tệp quá lớn hoặc rỗng.";
    input.setCustomValidity(tooLarge.length ? message : "");
    if (tooLarge.length) input.reportValidity();
  });
}
