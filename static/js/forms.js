// Loaded on pages with a form that uploads, saves itself or orders a list.

// <form data-upload>: drag and drop, bytes sent, and another try when the line drops. The page that answers takes this one's place.

const TRIES = 9;
const LONGEST = 15_000;
const MB = 1024 * 1024;

function send(form, submitter, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", submitter?.getAttribute("formaction") ?? form.action);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded, event.total);
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => reject(new Error("offline"));
    request.send(new FormData(form, submitter));
  });
}

async function sendStubbornly(form, submitter, show) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(form, submitter, (done, total) => show(done === total ? "Sent. Waiting for the receipt." : `${(done / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB sent`, done / total));
    } catch (error) {
      if (attempt === TRIES) throw error;
      show(`The line dropped; nothing is lost. Trying again by itself (${attempt + 1} of ${TRIES}).`, 0);
      await new Promise((resume) => { setTimeout(resume, Math.min(LONGEST, 1500 * 2 ** attempt)); addEventListener("online", resume, { once: true }); });
    }
  }
}

function takeOver(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  window.htmx?.process(document.body);
  document.dispatchEvent(new CustomEvent("page:replaced"));
  (document.querySelector("[autofocus]") ?? document.querySelector("main"))?.focus();
}

function progressLine(form) {
  const line = document.createElement("div");
  line.className = "stack tight";
  line.innerHTML = `<progress max="1" aria-label="Upload"></progress><p class="small" role="status"></p>`;
  form.append(line);
  return (words, share) => { line.querySelector("p").textContent = words; line.querySelector("progress").value = share; };
}

function dropZone(input) {
  const over = (on) => (event) => { event.preventDefault(); input.classList.toggle("over", on); };
  input.addEventListener("dragover", over(true));
  for (const name of ["dragleave", "drop"]) input.addEventListener(name, () => input.classList.remove("over"));
}

function sizeNote(input) {
  const limit = Number(input.dataset.maxBytes);
  const size = input.files[0]?.size ?? 0;
  input.setCustomValidity(limit && size > limit ? `This file has ${(size / MB).toFixed(1)} MB; the limit is ${+(limit / MB).toFixed(1)} MB.` : "");
  input.reportValidity();
}

export function upload(form) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    dropZone(input);
    input.addEventListener("change", () => sizeNote(input));
  }
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || ![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const show = progressLine(form);
    try {
      takeOver(await sendStubbornly(form, event.submitter, show));
    } catch {
      show("The file did not arrive: there is no connection. Your file is still chosen; send it again when you are online.", 0);
      form.removeAttribute("aria-busy");
    }
  });
}

// <form data-autosave="URL">: posts the fields a moment after typing stops. The answer is {"version": n, "saved": "14:46:07"},
// and "parts" where pieces of the page, by their id, are to be drawn anew;
// 409 says that another tab has saved since. The stamp is shown in [data-saved], which is no live region.
const PAUSE = 1500;

function stamp(form, tone, words) {
  const badge = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  if (!badge) return;
  badge.hidden = false;
  badge.dataset.tone = tone;
  badge.textContent = words;
  badge.role = tone === "error" ? "alert" : null;
}

async function save(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status === 409) return stamp(form, "error", "Saved elsewhere since: save here to compare");
  if (answer.status === 410) return stamp(form, "error", "Closed to you meanwhile: save to read why");
  if (!answer.ok) return stamp(form, "warn", "Not saved yet");
  const { version, saved, here, parts } = await answer.json();
  for (const [id, html] of Object.entries(parts ?? {})) {
    const part = document.getElementById(id);
    if (part && part.innerHTML !== html) part.innerHTML = html;
  }
  if (form.elements.version) form.elements.version.value = version;
  if (here && location.pathname !== here) { history.replaceState(null, "", here); form.action = here; }
  look(here);
  return stamp(form, "ok", `Saved ${saved}`);
}

// <div data-typed> says what the check finds in what was typed; its address stands beside the form's own.
async function look(here) {
  const place = document.querySelector("[data-typed]");
  if (!place || !here) return;
  const answer = await fetch(here.replace(/edit\/$/, "typed/"));
  if (!answer.ok) return;
  const html = await answer.text();
  if (place.innerHTML !== html) place.innerHTML = html;
}

export function autosave(form) {
  let timer = 0;
  let running = Promise.resolve();
  const dirty = () => Boolean(timer);
  const now = () => {
    timer = 0;
    running = running.then(() => save(form)).catch(() => { stamp(form, "warn", "Offline: kept in this tab, saved when you are back"); later(5 * PAUSE); });
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(now, pause); };

  if (location.pathname.endsWith("/edit/")) look(location.pathname);
  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("submit", () => { clearTimeout(timer); timer = 0; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty()) { clearTimeout(timer); now(); } });
  addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
}

// [data-order]: a list put in order by its buttons, or by dragging. Without scripts the buttons post name="move" value="INDEX:up|down".
function renumber(list) {
  [...list.children].forEach((item, index) => { item.querySelectorAll("[data-position]").forEach((input) => { input.value = index + 1; }); });
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(list, words) {
  let line = list.parentElement.querySelector(":scope > [data-order-said]");
  if (!line) {
    line = document.createElement("p");
    line.className = "sr-only";
    line.role = "status";
    line.dataset.orderSaid = "";
    list.after(line);
  }
  line.textContent = words;
}

function move(list, button) {
  const item = button.closest("li");
  const other = button.dataset.move === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.dataset.move === "up") other.before(item); else other.after(item);
  renumber(list);
  const visible = getComputedStyle(button).visibility === "visible";
  (visible ? button : item.querySelector(`[data-move]:not([data-move="${button.dataset.move}"])`)).focus();
  say(list, `Now at place ${[...list.children].indexOf(item) + 1} of ${list.children.length}`);
}

export function order(list) {
  let dragged = null;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) { event.preventDefault(); move(list, button); }
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) item.draggable = Boolean(event.target.closest("[data-grip]"));
  });
  list.addEventListener("dragstart", (event) => { dragged = event.target.closest("li"); dragged.classList.add("dragging"); });
  list.addEventListener("dragover", (event) => {
    const item = event.target.closest("li");
    if (!dragged || !item || item === dragged) return;
    event.preventDefault();
    const { top, height } = item.getBoundingClientRect();
    if (event.clientY > top + height / 2) item.after(dragged); else item.before(dragged);
  });
  list.addEventListener("dragend", () => { dragged?.classList.remove("dragging"); dragged = null; renumber(list); });
}
