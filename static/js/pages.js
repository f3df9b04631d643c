// [data-pages]: the pictures of a paper's pages. Links to pages and boxes work by themselves; this marks the page in view,
// scrolls only the pictures, and lets a finding on the same page point at its box.
function scrollTo(sheets, target) {
  const by = target.getBoundingClientRect().top - sheets.getBoundingClientRect().top;
  const top = sheets.scrollTop + by - (target.tagName === "rect" ? sheets.clientHeight / 3 : 0);
  sheets.scrollTo({ top });
}

function mark(viewer, page) {
  for (const link of viewer.querySelectorAll("nav a")) {
    if (link.hash === `#${page.id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

export default function pages(viewer) {
  const sheets = viewer.querySelector(".sheets");
  const scrolls = () => sheets.scrollHeight > sheets.clientHeight + 4 && getComputedStyle(sheets).overflowY !== "visible";
  const watcher = new IntersectionObserver((entries) => {
    const seen = entries.filter((entry) => entry.isIntersecting).sort((a, b) => b.intersectionRatio - a.intersectionRatio)[0];
    if (seen) mark(viewer, seen.target);
  }, { threshold: [0.3, 0.6, 0.9] });
  viewer.querySelectorAll("figure").forEach((figure) => watcher.observe(figure));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target || !sheets.contains(target)) return;
    sheets.querySelectorAll("rect.current").forEach((box) => box.classList.remove("current"));
    if (target.tagName === "rect") target.classList.add("current");
    if (!scrolls()) return;
    event.preventDefault();
    if (!viewer.contains(link)) viewer.scrollIntoView({ block: "nearest" });
    scrollTo(sheets, target);
    mark(viewer, target.closest("figure"));
  });
}
