// Saves an application a moment after each answer, tells so politely, and waits out a lost connection. A page never
// overwrites what another window saved: it says so and lets the writer choose. Words come with the form, from the server.
const PAUSE = 1200; // after the last key
const LONGEST = 30_000; // between two tries without a connection

const form = document.querySelector("form[data-draft]");
const said = document.querySelector("[data-draft-said]");
let timer = null;
let running = null;
let dirty = false;
let stopped = false;
let wait = 2_000;

export function content() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  return data;
}

export function tell(text, tone = "") {
  if (said.textContent === text) return;
  said.className = `draft-bar__said ${tone}`;
  said.textContent = text;
}

export function changed() {
  if (stopped) return;
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

// Resolves to the draft's state once what stands on the page now is kept; null when it could not be.
export async function save(over = false) {
  clearTimeout(timer);
  if (running) {
    await running;
    if (!dirty && !over) return form.dataset.address ? {} : null;
  }
  running = send(over === true);
  try {
    return await running;
  } finally {
    running = null;
    if (dirty && !stopped) timer = setTimeout(save, wait);
  }
}

async function send(over) {
  dirty = false;
  const data = content();
  if (over) data.set("over", "1");
  let response;
  try {
    response = await fetch(form.dataset.draft, { method: "POST", body: data, redirect: "manual", keepalive: String(data).length < 60_000 });
  } catch {
    dirty = true;
    wait = Math.min(wait * 2, LONGEST);
    tell(form.dataset.offline, "soon");
    return null;
  }
  wait = 2_000;
  const answer = await response.json().catch(() => ({}));
  return told(response.status, answer);
}

function told(status, answer) {
  if (answer.signed_out) return signedOut(answer);
  if (status === 200) {
    form.elements.edition.value = answer.edition;
    form.dataset.address = answer.address;
    history.replaceState(history.state, "", answer.address);
    document.querySelector("[data-draft-elsewhere]").hidden = true;
    tell(answer.said);
    return answer;
  }
  stopped = status === 409 || status === 410;
  if (status === 409) elsewhere(answer);
  else if (status === 410) link(form.dataset.filed, answer.filed);
  else tell(answer.refused ?? form.dataset.notKept, "soon");
  return null;
}

// Without a session the server keeps what was typed, but carries nothing out: it says where to sign in again.
function signedOut(answer) {
  stopped = !answer.kept;
  if (answer.kept) form.elements.edition.value = answer.edition;
  tell(answer.kept ? form.dataset.signedOut : form.dataset.notKept, "soon");
  const signin = document.querySelector("[data-draft-signin]");
  signin.hidden = !answer.kept;
  if (answer.kept) signin.href = answer.onward;
  return null;
}

function elsewhere(answer) {
  const box = document.querySelector("[data-draft-elsewhere]");
  box.querySelector("[data-said]").textContent = answer.elsewhere;
  box.querySelector("[data-other]").href = answer.address;
  box.hidden = false;
  box.scrollIntoView({ block: "center" });
  tell(answer.elsewhere, "soon");
}

function link(text, address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = text;
  said.className = "draft-bar__said soon";
  said.replaceChildren(anchor);
}

if (form) {
  form.addEventListener("input", (event) => event.target.type !== "file" && changed());
  form.addEventListener("change", (event) => event.target.type !== "file" && changed());
  form.addEventListener("mc:files", changed);
  form.addEventListener("click", (event) => event.target.closest("[data-declaration] button[name=part]") && changed());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
    // What is sent is kept as the draft: “back” then leads to it, not to an empty form.
    history.replaceState(history.state, "", `${form.getAttribute("action")}?nhap=${form.elements.key.value.split(":")[1]}`);
  });
  document.querySelector("[data-over]")?.addEventListener("click", () => {
    stopped = false;
    save(true);
  });
  addEventListener("online", () => dirty && save());
  addEventListener("pageshow", () => (stopped = false));
  document.addEventListener("visibilitychange", () => document.hidden && dirty && !stopped && save());
}
