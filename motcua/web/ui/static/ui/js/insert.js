// Ready texts: <button data-insert="note" data-text="…"> puts its text where the officer writes, at the cursor.
export function watchInsert() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const field = button?.closest("form")?.elements[button.dataset.insert];
    if (!field) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const alone = !button.dataset.text.startsWith("{{") && value.slice(0, from).trim() !== "";
    field.setRangeText((alone ? "\n" : "") + button.dataset.text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
