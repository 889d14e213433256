// Files kept beside their control: put in order, turned, taken out, by the same buttons with a finger, a mouse or keys.
const form = document.querySelector("form[data-uploads]");
const model = form?.querySelector("[data-upload-line]");

function told(line) {
  const leaves = [...line.parentElement.children];
  const name = line.querySelector(".kept__name").textContent.split(" · ")[0];
  const where = { name, at: leaves.indexOf(line) + 1, of: leaves.length };
  say(model.dataset.place.replace(/\{(\w+)\}/g, (_, word) => where[word]));
}

export function say(text) {
  const said = form.querySelector("[data-draft-said], [data-files-said]");
  if (!said || said.textContent === text) return;
  said.classList.remove("soon");
  said.textContent = text;
}

function move(line, button) {
  const up = button.matches(".kept__up");
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other?.matches("[data-kept]")) return;
  if (up) other.before(line);
  else other.after(line);
  told(line);
  // At the end of the row the button that was pressed is gone: the other one has the focus then.
  const left = [button, line.querySelector(up ? ".kept__down" : ".kept__up"), line.querySelector(".kept__remove")];
  left.find((each) => each?.checkVisibility?.() ?? each?.offsetParent)?.focus();
}

function turn(line) {
  const leaf = line.querySelector(".leaf");
  const field = line.querySelector("[name=attached]");
  const turned = (Number(leaf.dataset.turn) + 90) % 360;
  leaf.dataset.turn = turned;
  field.value = field.value.replace(/(\.\d+)?$/, turned ? `.${turned}` : "");
  say(model.dataset.turned.replace("{turn}", turned));
}

function remove(line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  const list = line.parentElement;
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  if (line.dataset.address) fetch(line.dataset.address, { method: "DELETE", headers, redirect: "manual" }).catch(() => {});
  line.remove();
  const control = form.querySelector(`input[type=file][name="${CSS.escape(list.dataset.keptList)}"]`);
  (next?.querySelector(".kept__remove") ?? control)?.focus();
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest(".kept__up, .kept__down, .kept__turn, [data-remove]");
  if (!button || !form.contains(button)) return;
  event.preventDefault();
  const line = button.closest("[data-kept]");
  if (button.matches(".kept__turn")) turn(line);
  else if (button.matches("[data-remove]")) remove(line);
  else move(line, button);
  form.dispatchEvent(new CustomEvent("mc:files"));
});
