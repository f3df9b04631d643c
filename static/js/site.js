// What every page may use. Each page works without it: this only saves steps.

const zone = Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-when]")) {
    time.removeAttribute("data-when");
    time.insertAdjacentHTML("afterend", ` <span class="muted local"></span>`);
    time.nextElementSibling.textContent = `(${zone.format(new Date(time.dateTime)).replace(" at", ",")} your time)`;
  }
}

// As `duration` in templatetags/ui.py.
function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = days ? [[days, days === 1 ? "day" : "days"], [hours, "h"]] : [[hours, "h"], [rest, "min"]];
  return parts.filter(([n]) => n).map(([n, unit]) => `${n} ${unit}`).join(" ") || "less than a minute";
}

// Counted from the server's clock at rendering: the reader's may be wrong, a rehearsal's is moved on purpose.
function tick() {
  for (const span of document.querySelectorAll("[data-countdown]")) {
    const { countdown, now, prefix } = span.dataset;
    span.since ??= Date.now();
    const left = (new Date(countdown) - new Date(now) - (Date.now() - span.since)) / 1000;
    const text = left > 0 ? prefix + duration(left) : `${duration(-left)} ago`;
    if (span.textContent !== text) span.textContent = text;
  }
}

function tickCountdowns() {
  tick();
  setInterval(tick, 10_000);
}

// [data-pages]: the pictures of a paper's pages. Links to pages and boxes work by themselves; this marks the page in view,
// scrolls only the pictures, and lets a finding on the same page point at its box.
function scrollSheets(sheets, target) {
  const by = target.getBoundingClientRect().top - sheets.getBoundingClientRect().top;
  const top = sheets.scrollTop + by - (target.tagName === "rect" ? sheets.clientHeight / 3 : 0);
  sheets.scrollTo({ top });
}

function mark(viewer, page) {
  const at = viewer.querySelector("[data-at]");
  if (at) at.textContent = `${page.id.slice(5)} / ${at.dataset.at}`;
  for (const link of viewer.querySelectorAll("nav a")) {
    if (link.hash === `#${page.id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function pages(viewer) {
  const sheets = viewer.querySelector(".sheets");
  const scrolls = () => sheets.scrollHeight > sheets.clientHeight + 4 && getComputedStyle(sheets).overflowY !== "visible";
  const figures = [...viewer.querySelectorAll("figure")];
  const watcher = new IntersectionObserver(() => {
    const line = scrolls() ? sheets.getBoundingClientRect().top + sheets.clientHeight / 3 : innerHeight / 3;
    mark(viewer, figures.findLast((figure) => figure.getBoundingClientRect().top <= line) ?? figures[0]);
  }, { threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] });
  figures.forEach((figure) => watcher.observe(figure));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target || !sheets.contains(target)) return;
    sheets.querySelectorAll("rect.current").forEach((box) => box.classList.remove("current"));
    if (target.tagName === "rect") target.classList.add("current");
    if (!scrolls()) return;
    event.preventDefault();
    if (!viewer.contains(link)) viewer.scrollIntoView({ block: "nearest" });
    scrollSheets(sheets, target);
    mark(viewer, target.closest("figure"));
  });
}

const forms = () => import("./forms.js");
const FEATURES = {
  "[data-upload]": (element) => forms().then((module) => module.upload(element)),
  "[data-autosave]": (element) => forms().then((module) => module.autosave(element)),
  "[data-order]": (element) => forms().then((module) => module.order(element)),
  "[data-pages]": pages,
};

function enhance(root) {
  showLocalTimes(root);
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  for (const [selector, start] of Object.entries(FEATURES)) {
    for (const element of [root, ...root.querySelectorAll(selector)]) {
      if (!element.matches?.(selector) || element.started?.has(selector)) continue;
      (element.started ??= new Set()).add(selector);
      start(element);
    }
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

function complain(words) {
  const note = document.createElement("div");
  note.className = "note";
  note.dataset.tone = "error";
  note.textContent = words;
  document.getElementById("messages")?.replaceChildren(note);
}

// What looks again by itself goes on doing so when the line drops or the site is busy for a moment.
function failed(event) {
  const { elt, xhr } = event.detail;
  const looksAgain = elt.matches('[hx-trigger^="load delay"]') && !(xhr?.status >= 400 && xhr.status < 500);
  complain(looksAgain ? "No answer at the moment. This page looks again by itself." : "That did not work. Nothing was changed. Try again, or reload the page.");
  if (looksAgain) setTimeout(lookAgain, 3000, elt);
}

async function lookAgain(elt) {
  if (!elt.isConnected) return;
  await window.htmx.ajax("GET", elt.getAttribute("hx-get"), { source: elt, target: elt, swap: "outerHTML", select: elt.getAttribute("hx-select") });
  if (!elt.isConnected) document.getElementById("messages")?.replaceChildren();
}

document.documentElement.classList.add("js");
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.closest(".tabs").scrollLeft = tab.offsetLeft - 16;
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  complain("Your device gave no passkey: it was put off or took too long, it has one for this site already, or none that signs in here. Nothing was changed. Try again, or take another way.");
});
// A poll repeats itself; a reader of the live line hears only what is new.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.id === "live" && target.textContent.trim() === fragment.textContent.trim()) event.detail.shouldSwap = false;
});
document.addEventListener("page:replaced", () => enhance(document.body));
document.addEventListener("htmx:load", (event) => enhance(event.target));
// Digits press the buttons of the group that has the focus; the switch is kept in this browser.
const digits = document.querySelector("[data-digits-switch]");
if (digits) {
  digits.checked = localStorage.getItem("digits") !== "off";
  digits.addEventListener("change", () => localStorage.setItem("digits", digits.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const group = event.target.closest?.("[data-digits]");
    if (!group || !digits.checked || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    group.querySelector(`button[value="${event.key}"]`)?.click();
  });
}
tickCountdowns();
enhance(document);
