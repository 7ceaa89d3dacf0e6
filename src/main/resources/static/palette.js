// The palette over every page, the list of its keys, and the ways between places. Without it the field at the top leads to /search.
(() => {
  "use strict";
  const QUIET_MS = 90, SLOW_MS = 120, GOING_MS = 1500;
  const palette = document.getElementById("palette"), keys = document.getElementById("keys");
  if (!palette || !keys) return;
  const field = document.getElementById("palette-field");
  const found = palette.querySelector("[data-found]"), count = palette.querySelector("p[data-count]");
  const options = () => [...found.querySelectorAll("[role=option]")];
  const chosen = () => found.querySelector('[aria-selected="true"]');
  const typing = target => target.closest?.("input, textarea, select, [contenteditable]");
  const controls = () => [...document.querySelectorAll("[data-key]:not([disabled]):not(span)")].filter(control => control.checkVisibility());
  const label = control => (control.getAttribute("aria-label") || control.title || control.textContent).trim();

  // Only the answer to what was typed last is shown; Enter before it came counts for it.
  let asked = 0, answered = 0, goesOn = false, timer = 0, slow = 0, request = new AbortController(), start = "";

  async function ask() {
    const mine = asked, words = field.value.trim();
    request.abort();
    request = new AbortController();
    clearTimeout(slow);
    slow = setTimeout(() => palette.classList.add("busy"), SLOW_MS);
    try {
      const query = new URLSearchParams({ q: words, keys: controls().map(control => control.dataset.key).join("") + "?" });
      const answer = await fetch(`/search?${query}`, { headers: { "HX-Request": "true" }, signal: request.signal });
      const elsewhere = answer.headers.get("HX-Redirect");
      if (elsewhere) { location.href = elsewhere; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (mine === asked) show(text, words);
    } catch (failure) {
      if (failure.name !== "AbortError" && mine === asked) fail();
    }
  }

  function show(text, words) {
    settle();
    found.innerHTML = text;
    if (!words) start = text;
    found.querySelectorAll("[data-presses]").forEach(option => {
      const control = controls().find(one => one.dataset.key === option.dataset.presses);
      if (control) option.querySelector(".find-text").textContent = label(control);
    });
    const list = document.getElementById("palette-list");
    field.setAttribute("aria-expanded", String(!list.hidden));
    found.scrollTop = 0;
    choose(options()[0]);
    count.textContent = words ? list.dataset.count : "";
    if (goesOn) { goesOn = false; follow(chosen()); }
  }

  function fail() {
    settle();
    goesOn = false;
    const line = document.createElement("p");
    line.className = "find-nothing";
    line.setAttribute("role", "alert");
    line.textContent = document.getElementById("words-for-scripts").content.querySelector('[data-key="failed"]').textContent;
    found.replaceChildren(line);
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function settle() {
    answered = asked;
    clearTimeout(slow);
    palette.classList.remove("busy");
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    if (option === options()[0]) found.scrollTop = 0;
  }

  function step(by) {
    const all = options();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  }

  function follow(option, event = {}) {
    option?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
  }

  function open(words = "") {
    document.querySelectorAll("dialog[open]").forEach(dialog => dialog.close());
    field.value = words;
    found.innerHTML = words ? "" : start;
    if (start && !words) choose(options()[0]);
    palette.showModal();
    field.focus();
    asked++;
    ask();
  }

  field.addEventListener("input", () => {
    asked++;
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  });
  field.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Enter") {
      event.preventDefault();
      if (answered < asked) goesOn = true;
      else follow(chosen(), event);
    }
  });
  palette.addEventListener("submit", event => event.preventDefault());
  palette.addEventListener("close", () => { request.abort(); clearTimeout(timer); settle(); goesOn = false; });
  found.addEventListener("mousemove", event => {
    const option = event.target.closest("[role=option]");
    if (option && option !== chosen()) choose(option);
  });
  palette.addEventListener("click", event => {
    if (event.target === palette || event.target.closest("[data-leaves]")) { palette.close(); return; }
    const option = event.target.closest("[role=option]");
    if (!option) return;
    if (!event.ctrlKey && !event.metaKey && option.localName === "a") palette.close();
    if (option.dataset.presses) { palette.close(); press(option.dataset.presses); }
  });

  function press(key) {
    if (key === "?") showKeys();
    else controls().find(control => control.dataset.key === key)?.click();
  }

  // What the page says of its keys, and its buttons that have one.
  function showKeys() {
    const here = keys.querySelector("[data-keys-here]"), list = here.querySelector("dl");
    list.replaceChildren(...[...document.querySelectorAll("[data-page-keys] > div")].map(row => row.cloneNode(true)), ...controls().map(row));
    here.hidden = !list.children.length;
    keys.showModal();
  }

  function row(control) {
    const line = document.createElement("div"), key = document.createElement("kbd");
    key.textContent = control.dataset.key;
    line.append(document.createElement("dt"), document.createElement("dd"));
    line.firstChild.append(key);
    line.lastChild.textContent = label(control).replace(/ \(.\)$/, "");
    return line;
  }

  document.addEventListener("click", event => {
    if (event.target.closest("[data-shows-keys]")) {
      event.preventDefault();
      document.querySelectorAll("details.menu[open]").forEach(menu => { menu.open = false; });
      showKeys();
    }
  });

  const top = document.getElementById("search");
  top?.addEventListener("click", () => open());
  top?.addEventListener("input", () => { const words = top.value; top.value = ""; open(words); });

  // Before anybody else: the letter behind a g means a place, not what the page does at this key.
  let going = 0;
  document.addEventListener("keydown", event => {
    const key = event.key ?? "";
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette.open) palette.close(); else open();
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const place = Date.now() - going < GOING_MS && document.querySelector(`[data-goes="${CSS.escape(key.toLowerCase())}"]`);
    going = key === "g" && !place ? Date.now() : 0;
    if (place) { event.preventDefault(); event.stopPropagation(); place.click(); }
    else if (key === "/") { event.preventDefault(); open(); }
    else if (key === "?") { event.preventDefault(); showKeys(); }
  }, true);

  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    document.querySelectorAll("kbd").forEach(key => { if (key.textContent === "Ctrl K") key.textContent = "⌘ K"; });
  }
})();
