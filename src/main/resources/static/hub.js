// What pages cannot do by themselves: live renewal, keys, copying, menus. Pages work without it, only less quickly.
(() => {
  "use strict";
  const words = key => document.getElementById("words-for-scripts")?.content.querySelector(`[data-key="${key}"]`)?.textContent ?? "";
  const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

  document.addEventListener("htmx:configRequest", event => { event.detail.headers["X-CSRF-TOKEN"] = csrf(); });
  document.addEventListener("htmx:responseError", () => toast(words("failed")));
  document.addEventListener("htmx:sendError", () => toast(words("failed")));

  // What was asked stands above; the field is for the next question, and keeps one that is being written.
  document.addEventListener("htmx:afterRequest", event => {
    const field = event.detail.successful && document.getElementById(event.target.dataset?.empties ?? "");
    if (field && field.value === event.detail.requestConfig.formData.get(field.name)) field.value = "";
  });

  function toast(text) {
    const box = document.getElementById("toasts");
    if (!box || !text) return;
    const line = document.createElement("p");
    line.className = "toast";
    line.textContent = text;
    box.append(line);
    setTimeout(() => line.remove(), 5000);
  }

  const tell = (topic, id) => document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { id } }));

  // A renewal that was asked for before something was done, and comes after it, is older than what stands there: it is asked for again.
  let done = 0;
  const renewal = ({ requestConfig }) => requestConfig.verb === "get" && requestConfig.elt.dataset.live;
  // It asks for what the part shows now: right after a redraw htmx still knows the former address.
  document.addEventListener("htmx:configRequest", event => {
    const asked = event.detail;
    if (renewal({ requestConfig: asked })) asked.path = asked.elt.getAttribute("hx-get");
  });
  document.addEventListener("htmx:beforeRequest", event => { event.detail.xhr.doneBefore = done; });
  document.addEventListener("htmx:beforeSwap", event => {
    if (!renewal(event.detail)) done++;
    else if (event.detail.xhr.doneBefore < done) { event.detail.shouldSwap = false; tell(renewal(event.detail), ""); }
  });

  // The server says only "look again"; each live part asks for itself anew: hx-trigger="live:conversation from:body". When the stream opens
  // they ask too: nobody told the page what changed between its making and then.
  function listen() {
    if (!document.body.classList.contains("framed")) return;
    let lostAt = 0;
    const lost = document.querySelector("[data-lost]");
    const source = new EventSource("/live");
    source.addEventListener("open", () => {
      if (lost) lost.hidden = true;
      document.querySelectorAll("[data-live]").forEach(part => tell(part.dataset.live, ""));
      lostAt = 0;
    });
    source.addEventListener("error", () => {
      lostAt ||= Date.now();
      setTimeout(() => { if (lost && lostAt && Date.now() - lostAt > 3500) lost.hidden = false; }, 4000);
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
    });
    for (const topic of ["conversation", "message", "connection", "lead", "contact", "key", "dead-letter", "knowledge", "ai-config", "credits", "reconciliation", "sandbox"]) {
      source.addEventListener(topic, event => tell(topic, event.data));
    }
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  }

  // One menu open at a time; a click elsewhere or Escape shuts it.
  document.addEventListener("click", event => {
    document.querySelectorAll("details.menu[open]").forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const copier = event.target.closest("[data-copies]");
    if (copier) navigator.clipboard?.writeText(document.getElementById(copier.dataset.copies)?.textContent ?? "").then(() => toast(words("copied")));
    const filler = event.target.closest("[data-fills]");
    const field = filler && document.getElementById(filler.dataset.fills);
    if (field) {
      field.value = document.getElementById(filler.dataset.with)?.textContent ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
    const toggler = event.target.closest("[data-toggles]");
    if (toggler) {
      const part = document.getElementById(toggler.dataset.toggles);
      if (part) { part.hidden = !part.hidden; toggler.setAttribute("aria-expanded", String(!part.hidden)); }
    }
  });

  // A chosen file travels as its bytes; the answer is where to go on.
  document.addEventListener("change", event => {
    const chooser = event.target.closest?.("input[type=file][data-posts]");
    const file = chooser?.files[0];
    if (!file) return;
    chooser.disabled = true;
    fetch(chooser.dataset.posts, { method: "POST", body: file, headers: { "X-CSRF-TOKEN": csrf(), "Content-Type": "application/octet-stream" } })
      .then(answer => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
      .then(next => { location.href = next; })
      .catch(() => { chooser.disabled = false; chooser.value = ""; toast(words("failed")); });
  });

  const typing = target => target.closest?.("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(menu => { menu.open = false; menu.querySelector("summary")?.focus(); });
      if (typing(event.target)) event.target.blur();
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([disabled]):not(span)`)?.click();
  });

  document.addEventListener("DOMContentLoaded", () => {
    listen();
    document.querySelectorAll("[data-zone]").forEach(field => { field.value = Intl.DateTimeFormat().resolvedOptions().timeZone; });
    document.querySelector("form[data-submit-at-once]")?.requestSubmit();
  });
})();
