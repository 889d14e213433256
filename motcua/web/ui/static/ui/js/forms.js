// Forms: the error summary, else the news of what was done, takes the focus; filters send themselves, a form is sent once.
export function watchForms() {
  (document.querySelector("[data-focus]") ?? document.querySelector(".messages"))?.focus();

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-autosubmit]")) form.requestSubmit();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if ("sending" in form.dataset) event.preventDefault();
    else form.dataset.sending = "";
  });

  addEventListener("pageshow", () => document.querySelectorAll("[data-sending]").forEach((form) => delete form.dataset.sending));
}
