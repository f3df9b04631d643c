// <form data-upload>: drag and drop, bytes sent, and another try when the line drops. The page that answers takes this one's place.

const TRIES = 4;
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
      show(`The line dropped. Trying again (${attempt + 1} of ${TRIES}).`, 0);
      await new Promise((resume) => { setTimeout(resume, 1500 * 2 ** attempt); });
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
  input.setCustomValidity(limit && size > limit ? `This file has ${(size / MB).toFixed(1)} MB; the limit is ${(limit / MB).toFixed(0)} MB.` : "");
  input.reportValidity();
}

export default function upload(form) {
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
