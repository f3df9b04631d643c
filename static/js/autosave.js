// <form data-autosave="URL">: posts the fields a moment after typing stops. The answer is {"version": n, "saved": "14:46:07"};
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
  if (answer.status === 409) return stamp(form, "error", "Changed in another tab: reload to see it");
  if (!answer.ok) return stamp(form, "warn", "Not saved yet");
  const { version, saved } = await answer.json();
  if (form.elements.version) form.elements.version.value = version;
  return stamp(form, "ok", `Saved ${saved}`);
}

export default function autosave(form) {
  let timer = 0;
  let running = Promise.resolve();
  const dirty = () => Boolean(timer);
  const now = () => {
    timer = 0;
    running = running.then(() => save(form)).catch(() => { stamp(form, "warn", "Offline: kept in this tab, saved when you are back"); later(5 * PAUSE); });
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(now, pause); };

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("submit", () => { clearTimeout(timer); timer = 0; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty()) { clearTimeout(timer); now(); } });
  addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
}
