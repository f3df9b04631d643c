// What every page may use. Each page works without it: this only saves steps.
import { tickCountdowns, showLocalTimes } from "./time.js";

const FEATURES = {
  "[data-upload]": () => import("./upload.js"),
  "[data-autosave]": () => import("./autosave.js"),
  "[data-pages]": () => import("./pages.js"),
  "[data-order]": () => import("./order.js"),
};

function enhance(root) {
  showLocalTimes(root);
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  for (const [selector, load] of Object.entries(FEATURES)) {
    const found = [...root.querySelectorAll(selector)].filter((element) => !element.enhanced);
    if (root.matches?.(selector) && !root.enhanced) found.push(root);
    if (!found.length) continue;
    found.forEach((element) => { element.enhanced = true; });
    load().then((module) => found.forEach((element) => module.default(element)));
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  words.textContent = "Copied";
  setTimeout(() => { words.textContent = before; }, 2000);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(except)) menu.open = false;
}

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(copier);
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) { event.preventDefault(); dialog.showModal(); }
  if (event.target.closest("[data-close]")) { event.preventDefault(); event.target.closest("dialog")?.close(); }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

function ask(question, verb) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.innerHTML = `<form method="dialog"><p id="ask"></p><div class="actions"><button class="button" value="">Cancel</button><button class="button" data-kind="primary" value="yes"></button></div></form>`;
  dialog.setAttribute("aria-labelledby", "ask");
  dialog.querySelector("p").textContent = question;
  dialog.querySelector("[value=yes]").textContent = verb;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); }));
}

// On the way down, so that neither the browser nor htmx sends what was not confirmed.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const asker = event.submitter?.dataset.confirm ? event.submitter : form;
  if (!asker.dataset.confirm || form.confirmed) { form.confirmed = false; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  const submitter = event.submitter;
  if (!(await ask(asker.dataset.confirm, submitter?.textContent.trim() || "Yes"))) return;
  form.confirmed = true;
  form.requestSubmit(submitter);
}, true);

function failed() {
  const note = document.createElement("div");
  note.className = "note";
  note.dataset.tone = "error";
  note.textContent = "That did not work. Nothing was changed. Try again, or reload the page.";
  document.getElementById("messages")?.replaceChildren(note);
}

document.documentElement.classList.add("js");
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
// A poll repeats itself; a reader of the live line hears only what is new.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.id === "live" && target.textContent.trim() === fragment.textContent.trim()) event.detail.shouldSwap = false;
});
document.addEventListener("page:replaced", () => enhance(document.body));
document.addEventListener("htmx:load", (event) => enhance(event.target));
tickCountdowns();
enhance(document);
