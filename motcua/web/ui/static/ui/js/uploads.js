// Each file goes up when it is chosen, in pieces; after a lost connection or a reload it goes on from the byte the server
// holds. Without this script the same control sends its files with the form.
import { say } from "./leaves.js";

const PIECE = 256 * 1024;
const LONGEST_WAIT = 30_000;

const form = document.querySelector("form[data-uploads]");
const model = form?.querySelector("[data-upload-line]");
const queue = [];
let working = false;
let wanted = null; // the button pressed while files were on their way

class Refused extends Error {}

function choose(input) {
  const list = form.querySelector(`[data-kept-list="${CSS.escape(input.name)}"]`);
  for (const file of input.files) {
    const line = model.content.firstElementChild.cloneNode(true);
    line.querySelector("[data-name]").textContent = file.name;
    line.querySelector("progress").setAttribute("aria-label", `${line.querySelector("progress").getAttribute("aria-label")}: ${file.name}`);
    const job = { file, line, control: input.name, stop: new AbortController(), address: "" };
    line.querySelector("[data-cancel]").addEventListener("click", () => cancel(job));
    state(job, model.dataset.waiting);
    list.append(line);
    queue.push(job);
  }
  input.value = "";
  work();
}

async function work() {
  if (working) return;
  working = true;
  while (queue.length) {
    const job = queue.shift();
    if (!job.stop.signal.aborted) await carry(job).catch((error) => failed(job, error));
  }
  working = false;
  if (wanted && !form.querySelector(".uploading.error")) form.requestSubmit(wanted);
  wanted = null;
}

async function carry(job) {
  let answer = await begin(job);
  for (let again = 0; !answer.line; ) {
    show(job, answer.offset);
    const step = await piece(job, answer.offset);
    if (step.again && ++again > 3) throw new Refused(step.refused ?? model.dataset.failed);
    answer = step.again ? await begin(job) : step;
  }
  const holder = document.createElement("template");
  holder.innerHTML = answer.line;
  const line = holder.content.querySelector("[data-kept]");
  const same = line.querySelector("[name=attached]").value;
  line.dataset.address = job.address;
  for (const before of job.line.parentElement.querySelectorAll("[name=attached]")) if (before.value.split(".")[0] === same) before.closest("[data-kept]").remove();
  job.line.replaceWith(line);
  say(`${model.dataset.done}: ${job.file.name}`);
  document.querySelector("[data-broken-off]")?.remove();
  form.dispatchEvent(new CustomEvent("mc:files"));
}

async function begin(job) {
  const about = new URLSearchParams({ name: job.file.name, size: job.file.size, sha256: await hash(job.file), control: job.control, key: form.dataset.place ?? form.elements.key.value });
  const answer = await ask(job, form.dataset.uploads, { method: "POST", body: about });
  job.address = answer.address;
  if (job.stop.signal.aborted) forget(job);
  return answer.offset === answer.size ? ask(job, job.address, {}) : answer;
}

async function piece(job, offset) {
  const end = Math.min(offset + PIECE, job.file.size);
  const bytes = await job.file.slice(offset, end).arrayBuffer();
  state(job, end === job.file.size ? model.dataset.checking : model.dataset.sending);
  return ask(job, job.address, { method: "PATCH", body: bytes, headers: { "Upload-Offset": offset, "Upload-Hash": await hash(bytes) } });
}

// One request, tried until there is a connection. What the server says about the place to go on from is an answer.
// The first, which asks for a place, is waited for though it is cancelled: only so can the place be given back.
async function ask(job, address, options) {
  const signal = options.method === "POST" ? undefined : job.stop.signal;
  for (let wait = 1_000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    job.stop.signal.throwIfAborted();
    let response;
    try {
      const headers = { ...options.headers, "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
      response = await fetch(address, { ...options, headers, redirect: "manual", signal });
    } catch (error) {
      if (job.stop.signal.aborted) throw error;
    }
    if (response?.type === "opaqueredirect" || response?.status === 403) throw new Refused(model.dataset.signedOut);
    if (response && response.status < 500) {
      const answer = await response.json().catch(() => ({}));
      if (response.status === 404) return { again: true, refused: answer.refused };
      if (response.status === 409 || answer.again || response.ok) return answer;
      throw new Refused(answer.refused ?? model.dataset.failed);
    }
    state(job, model.dataset.offline);
    await pause(wait);
    if (options.method === "PATCH") {
      // The piece may have arrived though its answer did not.
      options = {};
    }
  }
}

function pause(milliseconds) {
  return new Promise((go) => {
    const timer = setTimeout(go, milliseconds);
    addEventListener("online", () => (clearTimeout(timer), go()), { once: true });
  });
}

async function hash(source) {
  if (!crypto.subtle) return ""; // only on pages of https
  const bytes = source instanceof Blob ? await source.arrayBuffer() : source;
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

function show(job, offset) {
  job.line.querySelector("progress").value = offset / job.file.size;
}

function state(job, text) {
  job.line.querySelector("[data-state]").textContent = text;
}

function failed(job, error) {
  if (job.stop.signal.aborted) return;
  job.line.querySelector("progress").remove();
  job.line.classList.add("error");
  job.line.removeAttribute("data-uploading");
  job.line.querySelector("[data-state]").setAttribute("role", "alert");
  state(job, error instanceof Refused ? error.message : model.dataset.failed);
}

function cancel(job) {
  const input = form.querySelector(`input[type=file][name="${CSS.escape(job.control)}"]`);
  job.stop.abort();
  job.line.remove();
  input?.focus();
  if (job.address) forget(job);
}

function forget(job) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  fetch(job.address, { method: "DELETE", headers, redirect: "manual" }).catch(() => {});
}

if (form) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]") && event.target.files.length) choose(event.target);
  });
  form.addEventListener("submit", (event) => {
    const line = form.querySelector("[data-uploading]");
    if (!line || event.submitter?.name === "part") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wanted = event.submitter;
    say(model.dataset.busy);
  }, { capture: true });
}
