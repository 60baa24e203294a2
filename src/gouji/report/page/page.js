"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const fill = (element, ...values) => {
    element.textContent = element.dataset.words.replace(/\{(\d)\}/g, (_, i) => values[i]);
  };
  const docs = all(".document");
  const index = byId("index"), help = byId("help"), status = byId("status"), walk = document.querySelector(".walk");
  const narrow = matchMedia("(max-width: 50rem)");
  let doc = null; // the document on show
  let current = null; // the selected card
  let lit = [];
  let at = 0; // which place of the current finding was shown last

  document.documentElement.classList.add("js");

  /* Places: the links of a card that lead into the panes, the sentence first, then each proof. */
  const placesOf = (card) => all("a[data-at]", card);
  const prefixOf = (card) => card.id.slice(0, card.id.indexOf("-") + 1);

  function piecesOf(card, link) {
    const [first, last] = link.dataset.at.split("-").map(Number);
    const found = [];
    for (let i = first; i <= last; i += 1) {
      const piece = byId(`${prefixOf(card)}p${i}`);
      if (piece) found.push(piece);
    }
    return found;
  }

  function clear() {
    for (const piece of lit) piece.classList.remove("fault-on", "proof-on");
    lit = [];
    if (current) {
      current.classList.remove("on");
      current.querySelector(".go").removeAttribute("aria-current");
      for (const link of all(".seen", current)) link.classList.remove("seen");
    }
    current = null;
    showPosition();
  }

  function select(card) {
    if (card === current) return;
    clear();
    current = card;
    at = 0;
    card.classList.add("on");
    card.querySelector(".go").setAttribute("aria-current", "true");
    for (const link of placesOf(card)) {
      const kind = link.classList.contains("go") ? "fault-on" : "proof-on";
      for (const piece of piecesOf(card, link)) {
        piece.classList.add(kind);
        lit.push(piece);
      }
    }
    for (let box = card.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    history.replaceState(null, "", `#${card.id}`);
    showPosition();
  }

  function bring(element, block) {
    element.scrollIntoView({ block, inline: "nearest" });
  }

  /* Bring one place into sight, and the eye to it. */
  function aim(card, link) {
    const [piece] = piecesOf(card, link);
    if (!piece) return;
    bring(piece, "center");
    piece.classList.remove("aim");
    void piece.offsetWidth;
    piece.classList.add("aim");
    for (const other of all(".seen", card)) other.classList.remove("seen");
    link.classList.add("seen");
  }

  /* Both panes at the first place that each of them has. */
  function showBoth(card) {
    const places = placesOf(card);
    for (const pane of [".tables", ".narrative"]) {
      const link = places.find((one) => piecesOf(card, one).some((piece) => piece.closest(pane)));
      if (link) aim(card, link);
    }
  }

  /* A finding chosen from the list or by key. */
  function choose(card, focus) {
    select(card);
    if (!narrow.matches) showBoth(card);
    bring(card, narrow.matches ? "start" : "nearest");
    if (focus) card.querySelector(".go").focus({ preventScroll: true });
  }

  function goTo(card, link) {
    const places = placesOf(card);
    select(card);
    at = places.indexOf(link);
    aim(card, link);
    const pane = piecesOf(card, link)[0].closest(".pane");
    fill(status, at + 1, places.length, pane.getAttribute("aria-label"));
  }

  function nextPlace() {
    const places = current ? placesOf(current) : [];
    if (places.length) goTo(current, places[current.querySelector(".seen") ? (at + 1) % places.length : 0]);
  }

  const shownCards = () => (doc ? all(".finding", doc.querySelector(".list") || doc).filter((card) =>
    !card.closest("[hidden], .context, .suppressed")) : []);

  function step(by) {
    const cards = shownCards();
    const place = cards.indexOf(current);
    const next = cards[place < 0 ? (by > 0 ? 0 : cards.length - 1) : place + by];
    if (next) choose(next, true);
  }

  function showPosition() {
    const cards = shownCards();
    walk.hidden = !cards.length;
    walk.querySelector(".at").textContent = `${cards.indexOf(current) + 1 || "–"} / ${cards.length}`;
    walk.querySelector("[data-do=place]").disabled = !current || !placesOf(current).length;
  }

  /* Filter: a card that passes is shown; its root stays above it. */
  function filter(form) {
    const list = form.closest(".list");
    const severities = new Set(all("[name=severity]:checked", form).map((box) => box.value));
    const rule = form.elements.rule.value, where = form.elements.where.value;
    const passes = (card) => severities.has(card.dataset.severity) && (!rule || card.dataset.rule === rule) &&
      (!where || card.dataset.where.split(" ").includes(where));
    let shown = 0, total = 0;
    for (const family of all(".family", list)) {
      const [root, ...follows] = all(".finding", family);
      for (const card of follows) card.hidden = !passes(card);
      const below = follows.filter((card) => !card.hidden).length;
      const own = passes(root);
      root.hidden = !own && !below;
      root.classList.toggle("context", !own);
      family.hidden = root.hidden;
      const box = family.querySelector(".follows");
      if (box) box.hidden = !below;
      if (box && below && !own) box.open = true;
      shown += below + own;
      total += 1 + follows.length;
    }
    list.classList.toggle("open", form.elements.details.checked);
    list.querySelector("[data-empty]").hidden = shown > 0;
    fill(list.querySelector("[data-words]"), shown, total);
    list.querySelector("[type=reset]").hidden = shown === total;
    if (current && current.closest("[hidden]")) clear();
    showPosition();
  }

  /* Of several documents one is on show, or the index of them. */
  function route() {
    const [prefix] = location.hash.slice(1).match(/^d\d+-/) || [];
    const wanted = docs.length === 1 ? docs[0] : prefix && byId(`${prefix}top`);
    if (wanted !== doc) clear();
    doc = wanted || null;
    if (index) {
      index.hidden = Boolean(doc);
      for (const one of docs) one.hidden = one !== doc;
    }
    showPosition();
    reach();
    const target = location.hash && byId(location.hash.slice(1));
    if (target && target.classList.contains("finding")) choose(target, true);
    else if (target && target.classList.contains("document")) target.focus({ preventScroll: true });
  }

  const acts = {
    next: () => step(1),
    previous: () => step(-1),
    place: nextPlace,
    help: () => (help.open ? help.close() : help.showModal()),
    clear: () => {
      clear();
      history.replaceState(null, "", doc ? `#${doc.id}` : "#index");
    },
    list: () => bring(current || doc.querySelector(".list"), current ? "center" : "start"),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return acts[button.dataset.do]();
    const link = event.target.closest("a");
    const card = event.target.closest(".finding");
    if (link && card) {
      event.preventDefault();
      if (!link.dataset.at) choose(card, false);
      else if (link.classList.contains("go") && card !== current) choose(card, false);
      else goTo(card, link);
    } else if (link && link.hash.includes("-c-")) {
      /* From a mark or a correction to its finding. */
      const target = byId(link.hash.slice(1));
      event.preventDefault();
      if (!target) return;
      if (target.closest("[hidden]")) target.closest(".list").querySelector("form").reset();
      if (link.closest(".list")) return choose(target, true);
      select(target);
      if (!narrow.matches) showBoth(target);
      bring(target, narrow.matches ? "center" : "nearest");
      target.querySelector(".go").focus({ preventScroll: true });
    } else if (card && !event.target.closest("summary") && !String(getSelection())) {
      choose(card, false);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    if (event.key === "?") return acts.help();
    if (help.open) return;
    const step = { j: acts.next, n: acts.next, k: acts.previous, p: acts.previous }[event.key];
    if (step) step();
    else if (event.key === "Escape") acts.clear();
    else if (event.key === "Enter") {
      const onto = event.target.closest("a, button, summary, input");
      if (!current || (onto && onto !== current.querySelector(".go"))) return;
      event.preventDefault();
      nextPlace();
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest(".filter");
    if (form) filter(form);
  });
  document.addEventListener("reset", (event) => setTimeout(() => filter(event.target)));
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".filter")) event.preventDefault();
  });
  addEventListener("hashchange", route);
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open], .runs)");
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of closed) box.open = false;
  });

  /* A table that scrolls by itself can be reached by key. */
  function reach() {
    for (const box of all(".panes .scroll")) {
      if (narrow.matches && box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }
  narrow.addEventListener("change", reach);

  route();
  for (const form of all(".filter")) {
    form.hidden = false;
    filter(form);
  }
})();
