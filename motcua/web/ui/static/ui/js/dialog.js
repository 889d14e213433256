// <button data-dialog="ID"> opens the native dialog ID; [data-close] inside closes it. Focus comes back to the button.
export function watchDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
      (dialog.querySelector("[autofocus], textarea, .dialog__body input:not([type=hidden]), .dialog__body select") ?? dialog.querySelector("button"))?.focus();
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    else if (event.target.matches("dialog")) event.target.close(); // the ground behind it
  });
}
