// Copy buttons: <button data-copy="H56…">. The button turns to a tick and says so aloud.
import { toast } from "./toast.js";
import { said } from "./words.js";

export function watchCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.dataset.done = "";
      setTimeout(() => delete button.dataset.done, 2000);
      toast(`${said("Đã sao chép", "Copied")} ${button.dataset.copy}`);
    } catch {
      const range = document.createRange(); // no permission: select it, so that Ctrl+C works
      range.selectNodeContents(button.previousElementSibling ?? button);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
  });
}
