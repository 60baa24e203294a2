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
    at = 0;
    showPosition();
  }

  /* What is on show stands in the address, so that a link to it shows the same: the finding or the report, its filter
     where one is set, and which place of the finding. */
  const formOf = (one) => one && one.querySelector(".filter");

  function filterWords(form) {
    const words = new URLSearchParams();
    if (!form) return words;
    const boxes = all("[name=severity]", form), checked = boxes.filter((box) => box.checked);
    if (checked.length < boxes.length) words.set("severity", checked.map((box) => box.value).join("."));
    for (const name of ["rule", "where"]) if (form.elements[name].value) words.set(name, form.elements[name].value);
    if (form.elements.details.checked) words.set("details", "1");
    return words;
  }

  function remember() {
    const query = (words) => (String(words) ? `?${words}` : "");
    const words = filterWords(formOf(doc));
    const back = doc && index && index.querySelector(`a[href^="#${doc.id}"]`);
    if (back) back.setAttribute("href", `#${doc.id}${query(words)}`);
    if (current && at) words.set("at", at + 1);
    const anchor = current ? current.id : doc ? doc.id : "index";
    history.replaceState(null, "", `#${anchor}${query(words)}`);
  }

  /* The filter as an address has it; a value that the form does not offer is none. */
  function setFilter(form, words) {
    const offered = (list, value) => (all("option", list).some((one) => one.value === value) ? value : "");
    const severities = words.has("severity") && words.get("severity").split(".");
    for (const box of all("[name=severity]", form)) box.checked = !severities || severities.includes(box.value);
    for (const name of ["rule", "where"]) form.elements[name].value = offered(form.elements[name], words.get(name));
    form.elements.details.checked = words.get("details") === "1";
    filter(form);
  }

  function select(card) {
    if (card === current) return;
    clear();
    current = card;
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
    remember();
  }

  function goTo(card, link) {
    const places = placesOf(card);
    select(card);
    at = places.indexOf(link);
    aim(card, link);
    const pane = piecesOf(card, link)[0].closest(".pane");
    fill(status, at + 1, places.length, pane.getAttribute("aria-label"));
    remember();
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
    const [anchor, query] = location.hash.slice(1).split("?");
    const words = new URLSearchParams(query || "");
    const [prefix] = anchor.match(/^d\d+-/) || [];
    const wanted = docs.length === 1 ? docs[0] : prefix && byId(`${prefix}top`);
    if (wanted !== doc) clear();
    doc = wanted || null;
    if (index) {
      index.hidden = Boolean(doc);
      for (const one of docs) one.hidden = one !== doc;
    }
    showPosition();
    reach();
    const target = anchor && byId(anchor), form = formOf(doc);
    if (!target || !target.matches(".finding, .document")) return;
    if (form) setFilter(form, words);
    if (target === doc) return target.focus({ preventScroll: true });
    /* A finding that its own link filters away is shown all the same. */
    if (form && target.closest("[hidden]")) setFilter(form, new URLSearchParams());
    const place = placesOf(target)[Number(words.get("at")) - 1];
    choose(target, true);
    if (place) goTo(target, place);
  }

  const acts = {
    next: () => step(1),
    previous: () => step(-1),
    place: nextPlace,
    help: () => (help.open ? help.close() : help.showModal()),
    clear: () => {
      clear();
      remember();
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
      remember();
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
    if (!form) return;
    filter(form);
    remember();
  });
  document.addEventListener("reset", (event) => setTimeout(() => {
    filter(event.target);
    remember();
  }));
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

  for (const form of all(".filter")) {
    form.hidden = false;
    filter(form);
  }
  route();
})();
