"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const back = document.querySelector(".back");
  const narrow = matchMedia("(max-width: 60rem)");
  let current = null;

  function clear() {
    all(".on, .fault-on, .proof-on").forEach((e) => e.classList.remove("on", "fault-on", "proof-on"));
    all("[aria-current]").forEach((e) => e.removeAttribute("aria-current"));
    current = null;
    back.hidden = true;
  }

  const cardOf = (finding) => document.querySelector(`[data-finding="${CSS.escape(finding)}"]`);

  function select(finding) {
    clear();
    const card = cardOf(finding);
    if (!card) return null;
    current = finding;
    card.classList.add("on");
    card.setAttribute("aria-current", "true");
    all(`[data-fault~="${CSS.escape(finding)}"]`).forEach((e) => e.classList.add("fault-on"));
    all(`[data-proof~="${CSS.escape(finding)}"]`).forEach((e) => e.classList.add("proof-on"));
    for (let box = card.parentElement.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    back.hidden = false;
    back.href = `#${card.id}`;
    return card;
  }

  /* Bring a place of the text into the middle, and the eye to it. */
  function aim(anchor) {
    const place = document.getElementById(anchor);
    if (!place) return;
    place.scrollIntoView({ block: "center", inline: "center" });
    let target = place.closest("td, th") || place;
    while (target.classList.contains("anchor") && target.nextElementSibling) target = target.nextElementSibling;
    target.classList.remove("aim");
    void target.offsetWidth;
    target.classList.add("aim");
  }

  function show(finding) {
    const card = select(finding);
    const link = card && card.querySelector("a.go");
    if (link) aim(link.hash.slice(1));
    return card;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.dataset.go) {
      event.preventDefault();
      select(link.dataset.go);
      aim(link.hash.slice(1));
    } else if (link && link.hash.includes("c-") && link.closest(".text")) {
      event.preventDefault();
      const card = select(link.closest("[data-fault]").dataset.fault.split(" ")[0]);
      if (card && !narrow.matches) card.scrollIntoView({ block: "nearest" });
      else if (card) card.scrollIntoView({ block: "center" });
    } else if (link && link === back) {
      event.preventDefault();
      const card = current && cardOf(current);
      if (card) card.scrollIntoView({ block: "center" });
    } else if (!link && !event.target.closest("summary")) {
      const card = event.target.closest(".finding");
      if (card && !String(getSelection())) show(card.dataset.finding);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return clear();
    if (event.key !== "j" && event.key !== "k") return;
    const cards = all("[data-finding]").filter((card) => card.offsetParent);
    const at = cards.findIndex((card) => card.dataset.finding === current);
    const next = cards[event.key === "j" ? at + 1 : (at < 0 ? cards.length : at) - 1];
    if (!next) return;
    show(next.dataset.finding);
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector("a.go");
    if (link) link.focus({ preventScroll: true });
  });

  function filter() {
    for (const doc of all(".document")) {
      const boxes = all("[data-filter]", doc);
      if (!boxes.length) continue;
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.filter));
      let shown = 0;
      for (const family of all(".family", doc)) {
        family.hidden = !wanted.has(family.dataset.severity);
        if (!family.hidden) shown += 1;
      }
      const empty = doc.querySelector("[data-empty]");
      empty.hidden = shown > 0 || !doc.querySelector(".family");
    }
  }
  document.addEventListener("change", (event) => { if (event.target.dataset.filter) filter(); });
  filter();

  const start = location.hash.slice(1).match(/^(d\d+-)[mec]-([^-]+)/);
  const first = start && show(start[1] + start[2]);
  if (first && !narrow.matches) first.scrollIntoView({ block: "nearest" });
})();
