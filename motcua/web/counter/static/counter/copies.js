// The lane for certified copies: the fee beside each line while it is typed (the server counts again), the card of who asks.
import { said } from "../ui/js/words.js";

const form = document.querySelector("[data-copies]");
const money = (amount) => `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, said(".", ","))}\u00a0${said("đ", "VND")}`;

function count() {
  const [firstPages, first, next, most] = ["firstPages", "first", "next", "most"].map((name) => Number(form.dataset[name]));
  let total = 0;
  for (const line of form.querySelectorAll("[data-line]")) {
    const [pages, copies] = ["pages", "copies"].map((name) => Number(line.querySelector(`[name$="-${name}"]`).value) || 0);
    const one = first * Math.min(pages, firstPages) + next * Math.max(pages - firstPages, 0);
    const fee = copies * Math.min(one, most);
    line.querySelector("[data-fee]").textContent = fee ? money(fee) : "";
    total += fee;
  }
  form.querySelector("[data-total]").textContent = money(total);
}

export function fillRequester(card) {
  if (!form) return false;
  form.elements["who-personal_id"].value = card.personalId;
  form.elements["who-full_name"].value = card.name ?? "";
  form.querySelector("[data-line] input").focus();
  return true;
}

export function watchCopies() {
  if (!form) return;
  form.addEventListener("input", count);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey) return form.querySelector("[data-primary]").click();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), [data-primary]")];
    const next = fields[fields.indexOf(event.target) + 1];
    if (event.target.matches("[data-primary]")) event.target.click();
    else next?.focus();
  });
  count();
  if (!document.querySelector("[data-focus]")) form.querySelector("input:not([type=hidden])").focus();
}
