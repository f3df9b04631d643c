// The reader's own time beside AoE, and countdowns.
const zone = Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-when]")) {
    time.removeAttribute("data-when");
    time.insertAdjacentHTML("afterend", ` <span class="muted local"></span>`);
    time.nextElementSibling.textContent = `(${zone.format(new Date(time.dateTime))} your time)`;
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

export function tickCountdowns() {
  tick();
  setInterval(tick, 10_000);
}
