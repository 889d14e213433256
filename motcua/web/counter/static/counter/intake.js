// Taking in by keyboard: Enter goes to the next question without an answer, digits choose, arrows go through the papers.
// Whoever's number was typed is filled in from earlier dossiers, and into the form that follows.
import { toast } from "../ui/js/toast.js";
import { said } from "../ui/js/words.js";

const form = document.querySelector("[data-intake]");
// What is folded away in a closed <details> has a place in the layout, but is not seen.
const seen = (element) => (element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null);
const visible = (field) => seen(field) && !field.disabled && field.tabIndex >= 0;
const controls = () => [...form.elements].filter((field) => field.matches("input:not([type=hidden]), select, textarea, [data-primary]"));
const put = (name, value) => {
  const field = form.elements[name];
  if (!field || !value || field.value) return false;
  field.value = value;
  return true;
};

// --- Where Enter leads ------------------------------------------------------------------------------------------------
function isOpen(field) {
  if (!visible(field) || field.closest("[data-minor]") || field.closest("aside") && !field.matches("[data-primary]") && field.value) return false;
  if (field.type === "file") return false;
  if (field.type === "radio") return !form.querySelector(`input[type=radio][name="${CSS.escape(field.name)}"]:checked`);
  if (field.type === "checkbox") return !field.checked;
  return field.matches("[data-primary]") || !field.value;
}

function next(from) {
  const all = controls();
  const after = all.slice(all.indexOf(from) + 1).filter((field) => !(field.type === "radio" && field.name === from.name));
  const target = after.find(isOpen) ?? form.querySelector("[data-primary]");
  target.focus();
  target.select?.();
}

function choose(event) {
  const group = [...form.querySelectorAll(`input[type=radio][name="${CSS.escape(event.target.name)}"]`)];
  const wanted = group[Number(event.key) - 1];
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  if ("drives" in wanted.dataset) document.addEventListener("mc:declared", () => next(document.getElementById(wanted.id)), { once: true });
  wanted.click();
  if (!("drives" in wanted.dataset)) next(wanted);
}

function jump(number) {
  const part = form.querySelector(`[data-part="${number}"]`);
  const all = part ? [...part.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((field) => visible(field) && !field.closest("[data-minor]")) : [];
  const target = all.find(isOpen) ?? all[0];
  target?.focus();
  target?.select?.();
}

function keys(event) {
  if (event.isComposing) return;
  if (event.altKey && /^[1-3]$/.test(event.key)) {
    event.preventDefault();
    jump(event.key);
  } else if (event.altKey && event.code === "KeyD") {
    event.preventDefault();
    allThere();
  } else if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.querySelector("[data-primary]").click();
  } else if (event.key === "Enter" && event.target.matches("input:not([type=file]), select")) {
    event.preventDefault();
    next(event.target);
  } else if (/^[1-9]$/.test(event.key) && event.target.type === "radio") choose(event);
  else if (event.key.startsWith("Arrow")) move(event);
}

// --- The papers as a grid ---------------------------------------------------------------------------------------------
function move(event) {
  const row = event.target.closest("[data-row-of-grid]");
  if (!row || event.target.matches("input[type=text]:not([inputmode])")) return;
  const cells = (line) => [...line.querySelectorAll("input:not([type=hidden])")].filter((cell) => visible(cell) && !cell.closest("details"));
  const at = cells(row).indexOf(event.target);
  const beside = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const lines = [...form.querySelectorAll("[data-row-of-grid]")].filter(seen);
  const other = lines[lines.indexOf(row) + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0)];
  const target = beside ? cells(row)[at + beside] : other && cells(other)[Math.min(at, cells(other).length - 1)];
  if (at < 0 || !target) return;
  event.preventDefault();
  target.focus();
  target.select?.();
}

function allThere() {
  const boxes = [...form.querySelectorAll("[data-there][data-required]")].filter(visible);
  boxes.forEach((box) => (box.checked = true));
  toast(said(`Đã đánh dấu đủ ${boxes.length} giấy tờ bắt buộc.`, `All ${boxes.length} required papers are ticked.`));
}

// A paper that is held, scanned or counted is there.
function isThere(event) {
  const row = event.target.closest("[data-row-of-grid]");
  const tick = row?.querySelector("[data-there]");
  const files = [...(row?.querySelectorAll("[data-scans]") ?? [])].flatMap((input) => [...input.files]);
  if (tick && (event.target.matches("[data-held]:checked") || (event.target.matches("[data-scans]") && files.length))) tick.checked = true;
}

// --- The owner --------------------------------------------------------------------------------------------------------
export function fillFromCard(card) {
  if (!form) return false;
  const prefix = document.activeElement?.name?.startsWith("submitter-") ? "submitter" : "owner";
  const write = (name, value) => {
    const field = form.elements[`${prefix}-${name}`];
    if (field && value) field.value = value;
  };
  write("personal_id", card.personalId);
  write("full_name", card.name);
  write("born_on", card.born?.split("-").reverse().join("/"));
  write("address", card.residence);
  form.elements[`${prefix}-full_name`]?.focus();
  form.elements[`${prefix}-full_name`]?.select();
  toast(said("Đã đọc thẻ. Xin đối chiếu họ tên trước khi tiếp tục.", "The card is read. Please check the name before going on."));
  if (prefix === "owner") know();
  return true;
}

let asked = "";
async function know() {
  const place = form.querySelector("[data-known-url]");
  const kind = form.querySelector("input[name=owner-kind]:checked")?.value;
  const number = form.elements[kind === "organisation" ? "owner-tax_code" : "owner-personal_id"].value.replace(/[\s.]/g, "");
  if (number === asked || number.length < 9) return tell();
  asked = number;
  const data = new FormData();
  data.set("number", number);
  data.set("procedure", place.dataset.procedure);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const name of ["full_name", "born_on", "phone", "email", "address", "commune"]) data.set(name, form.elements[`owner-${name}`].value);
  const response = await fetch(place.dataset.knownUrl, { method: "POST", body: data });
  if (!response.ok || response.redirected || response.status === 204) return tell();
  place.innerHTML = await response.text();
  for (const each of place.querySelectorAll("[data-field]")) if (each.dataset.field !== "owner-kind") put(each.dataset.field, each.value);
  if (document.activeElement?.value && document.activeElement.name?.startsWith("owner-")) next(document.activeElement);
  tell();
}

// What was typed of the owner goes into the form below, unless something else stands there.
const told = {};
function tell() {
  const values = Object.fromEntries(controls().filter((field) => field.name?.startsWith("owner-") && field.type !== "radio").map((field) => [field.name, field.value]));
  const before = { ...told };
  Object.assign(told, values);
  if (!form.elements["owner-full_name"].value || Object.keys(values).every((name) => before[name] === values[name])) return;
  for (const field of form.querySelectorAll("[data-declaration] input[type=text]"))
    for (const name of Object.keys(values)) if (before[name] && before[name] !== values[name] && field.value === before[name]) field.value = values[name];
  document.dispatchEvent(new CustomEvent("mc:declaration"));
}

export function watchIntake() {
  if (!form) return;
  form.addEventListener("keydown", keys);
  form.addEventListener("change", isThere, true); // before the files go up and the control is empty again
  form.querySelector("[data-all-there]")?.addEventListener("click", allThere);
  form.addEventListener("change", (event) => {
    if (/^owner-(personal_id|tax_code)$/.test(event.target.name)) know();
    else if (event.target.name?.startsWith("owner-")) tell();
  });
  // Parts that belong to another choice are put away.
  const show = (name, attribute) => {
    const chosen = form.querySelector(`input[name=${name}]:checked`)?.value;
    for (const part of form.querySelectorAll(`[data-${attribute}]`)) part.hidden = Boolean(chosen) && part.dataset[attribute] !== chosen;
  };
  const shown = { case: "case", "owner-kind": "kind", channel: "channel" };
  form.addEventListener("change", (event) => event.target.name in shown && show(event.target.name, shown[event.target.name]));
  for (const [name, attribute] of Object.entries(shown)) show(name, attribute);
  Object.assign(told, Object.fromEntries(controls().filter((field) => field.name?.startsWith("owner-")).map((field) => [field.name, field.value])));
  if (!document.querySelector("[data-focus]")) jump(1);
}
