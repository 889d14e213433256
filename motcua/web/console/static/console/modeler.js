// The BPMN modeler (drafts) and viewer (published versions) of one process. What is drawn goes to the server's importer,
// which keeps it or says what it cannot hold; the drawing stays on the page in any case.
import { words } from "./modeler_words.js";

const page = document.querySelector("[data-modeler]");
const part = (name) => page.querySelector(`[data-modeler-${name}]`);
const text = { fontFamily: '"Public Sans", "Noto Sans", "Segoe UI", system-ui, sans-serif', fontSize: 14 };
const english = document.documentElement.lang.startsWith("en");
const said = (key) => page.dataset[key];

function translated(template, values = {}) {
  const found = english ? template : (words[template] ?? template);
  return found.replace(/{([^}]+)}/g, (whole, key) => (key in values ? translated(String(values[key])) : whole));
}

const modeler = new window.BpmnJS({
  container: part("canvas"),
  textRenderer: { defaultStyle: { ...text, lineHeight: 1.3 }, externalStyle: { ...text, lineHeight: 1.3 } },
  additionalModules: [{ translate: ["value", translated] }],
});
const canvas = modeler.get("canvas");
const registry = modeler.get("elementRegistry");
let dirty = false;
let mark = page.dataset.mark;

function tell(tone, words_, extra = []) {
  const place = part("said");
  place.className = `banner ${tone}`;
  place.replaceChildren(Object.assign(document.createElement("p"), { textContent: words_ }), ...extra);
  place.hidden = false;
  place.focus();
}

// The whole drawing beside the palette, but never smaller than `least`: then it begins at its start.
function fit(least) {
  const { inner, outer } = canvas.viewbox();
  if (!outer.width) return; // hidden on a narrow screen
  const left = page.dataset.mode === "edit" ? 120 : 16;
  const whole = Math.min((outer.width - left - 16) / inner.width, (outer.height - 32) / inner.height);
  const scale = Math.max(least, Math.min(1, whole));
  canvas.viewbox({
    x: inner.x - left / scale, y: inner.y - 16 / scale, width: outer.width / scale, height: outer.height / scale,
  });
}

async function open() {
  const answer = await fetch(page.dataset.source, { headers: { Accept: "application/xml" } });
  if (!answer.ok || answer.redirected) return tell("late", said("unreachable"));
  try {
    await modeler.importXML(await answer.text());
  } catch {
    return tell("late", said("unreadable"));
  }
  fit(0.75); // at first its words are read, not its shape
  new ResizeObserver(() => canvas.resized()).observe(part("canvas"));
  page.dataset.ready = "1";
}

function unmark() {
  for (const element of registry.getAll()) canvas.removeMarker(element, "refused");
}

// A list of what was refused; each entry leads to its place in the drawing.
function reasons(found) {
  const list = document.createElement("ul");
  list.className = "reasons";
  for (const { element, words: reason } of found) {
    const line = document.createElement("li");
    const drawn = element && registry.get(element);
    if (drawn) {
      canvas.addMarker(drawn, "refused");
      const go = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: reason });
      go.addEventListener("click", () => {
        canvas.scrollToElement(drawn);
        modeler.get("selection").select(drawn);
      });
      line.append(go);
    } else line.textContent = reason;
    list.append(line);
  }
  return list;
}

async function save(over) {
  const { xml } = await modeler.saveXML({ format: true });
  const form = new FormData();
  form.append("csrfmiddlewaretoken", page.dataset.token);
  form.append("mark", over ?? mark);
  form.append("xml", new Blob([xml], { type: "application/xml" }), "so-do.bpmn");
  part("save").disabled = true;
  let answer;
  try {
    answer = await fetch(page.dataset.save, { method: "POST", body: form, headers: { Accept: "application/json" } });
  } catch {
    return tell("late", said("unreachable"));
  } finally {
    part("save").disabled = false;
  }
  if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    return tell("late", said("signedOut"));
  }
  const told = await answer.json();
  unmark();
  if (answer.ok) {
    mark = told.mark;
    dirty = false;
    const table = Object.assign(document.createElement("a"), { href: page.dataset.table, textContent: said("toTable") });
    return tell(told.reasons.length ? "soon" : "ok", told.said, [reasons(told.reasons), table]);
  }
  const extra = [reasons(told.reasons ?? [])];
  if (told.over) {
    const mine = Object.assign(document.createElement("button"), {
      type: "button", className: "button button--danger", textContent: said("overwrite"),
    });
    mine.addEventListener("click", () => save(told.over));
    extra.push(mine);
  }
  return tell("late", told.said, extra);
}

async function download() {
  const { xml } = await modeler.saveXML({ format: true });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(new Blob([xml], { type: "application/xml" })), download: "so-do.bpmn",
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

part("in").addEventListener("click", () => modeler.get("zoomScroll").stepZoom(1));
part("out").addEventListener("click", () => modeler.get("zoomScroll").stepZoom(-1));
part("fit").addEventListener("click", () => fit(0));
if (page.dataset.mode === "edit") {
  const stack = modeler.get("commandStack");
  part("save").addEventListener("click", () => save());
  part("download").addEventListener("click", download);
  part("undo").addEventListener("click", () => stack.canUndo() && stack.undo());
  part("redo").addEventListener("click", () => stack.canRedo() && stack.redo());
  modeler.get("eventBus").on("commandStack.changed", () => {
    dirty = stack.canUndo();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
open();
