// The desk: what a scanner reads opens a dossier, begins one, or fills in a person.
import { toast } from "../ui/js/toast.js";
import { said } from "../ui/js/words.js";
import { watchBegin } from "./begin.js";
import { fillRequester, watchCopies } from "./copies.js";
import { fillFromCard, watchIntake } from "./intake.js";

const here = "/quay/";

document.addEventListener("mc:scan", (event) => {
  const read = event.detail;
  const one = document.querySelector("[data-begin]");
  if (one && read.kind !== "tracking" && read.kind !== "dossier") return; // the one field keeps what was read and knows it
  if (read.kind === "dossier") location.assign(`${here}tim/?ma=${encodeURIComponent(read.code)}`);
  else if (read.kind === "tracking") followKey(read.path);
  else if (read.kind === "card") receives(read) || fillRequester(read) || fillFromCard(read) || findByNumber(read.personalId);
  else toast(`${said("Không nhận ra mã vừa quét", "This code was not recognised")}: ${read.raw.slice(0, 40)}`);
});

function followKey(path) {
  const key = path.match(/\/tra-cuu\/k\/([a-z0-9]+)\//)?.[1];
  if (key) location.assign(`${here}tim/?khoa=${key}`);
}

// At a result that waits to be handed over, the card is that of whoever receives it.
function receives(card) {
  const field = document.querySelector("[data-identity]");
  if (!field) return false;
  field.value = card.raw;
  const name = field.form.elements.to_name;
  if (card.name) name.value = card.name;
  field.form.querySelector("button:not([type=button])")?.focus();
  toast(said("Đã đọc thẻ người nhận. Xin đối chiếu người với thẻ.", "The card of the recipient is read. Please compare the person with the card."));
  return true;
}

// The number goes in the body of a request, never into an address.
function findByNumber(number) {
  const form = document.querySelector("[data-find-by-number]");
  if (!form) return;
  form.elements.q.value = number;
  form.submit();
}

watchBegin();
watchIntake();
watchCopies();
