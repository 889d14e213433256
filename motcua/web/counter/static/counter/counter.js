// The desk: what a scanner reads opens a dossier or fills in a person, Enter goes to the next field, papers are ticked.
import { toast } from "../ui/js/toast.js";

const here = "/quay/";

// --- Scanner --------------------------------------------------------------------------------------------------------
document.addEventListener("mc:scan", (event) => {
  const read = event.detail;
  if (read.kind === "dossier") location.assign(`${here}tim/?q=${encodeURIComponent(read.code)}`);
  else if (read.kind === "tracking") followKey(read.path);
  else if (read.kind === "card") fillPerson(read);
  else toast(`Không nhận ra mã vừa quét: ${read.raw.slice(0, 40)}`);
});

function followKey(path) {
  const key = path.match(/\/tra-cuu\/k\/([a-z0-9]+)\//)?.[1];
  if (key) location.assign(`${here}tim/?khoa=${key}`);
}

// A card fills the person whose field has the focus, else the owner; the name waits to be confirmed by eye.
function fillPerson(card) {
  const form = document.querySelector("[data-intake]");
  if (!form) return findByNumber(card.personalId);
  const prefix = document.activeElement?.name?.startsWith("submitter-") ? "submitter" : "owner";
  const put = (name, value) => {
    const field = form.elements[`${prefix}-${name}`];
    if (field && value) field.value = value;
  };
  put("personal_id", card.personalId);
  put("full_name", card.name);
  put("born_on", card.born?.split("-").reverse().join("/"));
  put("address", card.residence);
  form.elements[`${prefix}-full_name`]?.focus();
  form.elements[`${prefix}-full_name`]?.select();
  toast("Đã đọc thẻ. Xin đối chiếu họ tên trước khi tiếp tục.");
}

// The number goes in the body of a request, never into an address.
function findByNumber(number) {
  const form = document.querySelector("[data-find-by-number]");
  if (!form) return;
  form.elements.q.value = number;
  form.submit();
}

// --- Intake ---------------------------------------------------------------------------------------------------------
const intake = document.querySelector("[data-intake]");
if (intake) {
  const visible = (field) => field.offsetParent !== null && !field.disabled && field.tabIndex >= 0;
  intake.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey) {
      event.preventDefault();
      intake.querySelector("[data-primary]").click();
    } else if (event.target.matches("input:not([type=file]), select")) {
      event.preventDefault();
      const fields = [...intake.elements].filter((field) => field.type !== "hidden" && field.tagName !== "FIELDSET" && visible(field));
      fields[fields.indexOf(event.target) + 1]?.focus();
    }
  });

  intake.querySelector("[data-all-there]")?.addEventListener("click", () => {
    const boxes = [...intake.querySelectorAll("[data-there][data-required]")].filter(visible);
    boxes.forEach((box) => (box.checked = true));
    toast(`Đã đánh dấu đủ ${boxes.length} giấy tờ bắt buộc.`);
  });

  // Papers of other cases are put away; without a case chosen all stand there.
  const showCase = () => {
    const chosen = intake.querySelector("input[name=case]:checked")?.value;
    for (const group of intake.querySelectorAll("[data-case]")) group.hidden = Boolean(chosen) && group.dataset.case !== chosen;
  };
  intake.addEventListener("change", (event) => event.target.name === "case" && showCase());
  showCase();

  const showKind = () => {
    const kind = intake.querySelector("input[name=owner-kind]:checked")?.value;
    for (const part of intake.querySelectorAll("[data-kind]")) part.hidden = part.dataset.kind !== kind;
  };
  intake.addEventListener("change", (event) => event.target.name === "owner-kind" && showKind());
  showKind();

  if (!document.querySelector("[data-focus]")) intake.querySelector("[name=owner-full_name]")?.focus();
}
