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

export default function order(list) {
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
