// The inbox: renewal without losing one's place, the composer, moving by keys. Its pages work without it.
(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const near = run => run.scrollHeight - run.scrollTop - run.clientHeight < 60;
  const messages = () => [...document.querySelectorAll("#lines > [data-message]")];
  const stored = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { /* a private window keeps no drafts */ } }
  };

  // What a person is in the middle of is no part of a renewal: words in a field, its id, an opened "Why?".
  if (window.Idiomorph) {
    const calls = Idiomorph.defaults.callbacks;
    calls.beforeNodeMorphed = (now, next) => !(now.dataset?.keeps && now.dataset.keeps === next.dataset?.keeps);
    calls.beforeAttributeUpdated = (name, node) => !(name === "open" && node.nodeName === "DETAILS");
  }

  // "Look again": this conversation only when it is meant, and never more than a few times a second.
  const waiting = new Map();
  function renew(part, after = 80) {
    if (!part || waiting.has(part.id)) return;
    waiting.set(part.id, setTimeout(() => { waiting.delete(part.id); const now = byId(part.id); if (now) htmx.trigger(now, "renew"); }, after));
  }
  const heard = new Set();
  document.body.addEventListener("live:conversation", event => {
    heard.add(event.detail.id);
    renew(byId("list"));
    const talk = byId("talk");
    if (talk && (!event.detail.id || event.detail.id === talk.dataset.conversation)) renew(talk);
    if (talk && (!event.detail.id || event.detail.id === talk.dataset.conversation)) renew(byId("person"), 250);
  });
  document.body.addEventListener("live:lead", () => renew(byId("person")));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { renew(byId("talk")); renew(byId("list")); } });

  document.addEventListener("htmx:configRequest", event => {
    const { elt, parameters, path } = event.detail;
    const rows = document.querySelectorAll("#group-newest [data-row]").length;
    if (rows > 50 && (path.startsWith("/inbox/list") || elt.matches("[data-row]"))) parameters.rows = rows;
    if (elt.id === "list") parameters.open = byId("talk")?.dataset.conversation ?? "";
    if (elt.closest("#talk") && (elt.id === "talk" || event.detail.verb === "post")) {
      const first = messages()[0];
      if (first) parameters.from = first.dataset.message;
      if (!document.hidden) parameters.seen = true;
    }
  });

  // What changed while a conversation was on its way here is asked for once it is there.
  document.addEventListener("htmx:beforeRequest", event => { if (event.detail.target?.id === "inbox") heard.clear(); });

  // Whoever reads further up stays there and is told how much came; whoever is at the end stays at the end.
  let before = null;
  document.addEventListener("htmx:beforeSwap", event => {
    const groups = byId("groups");
    if (groups) sessionStorage.setItem("inbox:" + location.search, groups.scrollTop);
    if (!event.detail.shouldSwap) return;
    const target = event.target;
    const older = target.classList?.contains("older");
    if (target.id !== "talk" && target.id !== "inbox" && !older) return;
    const run = byId("run");
    before = run
      ? { older, conversation: byId("talk").dataset.conversation, atEnd: near(run), top: run.scrollTop, height: run.scrollHeight, ids: new Set(messages().map(one => one.dataset.message)) }
      : {};
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!before) return;
    const was = before;
    before = null;
    const run = byId("run");
    const conversation = byId("talk")?.dataset.conversation;
    if (!run) return;
    if (was.conversation !== conversation) {
      open();
      if (heard.has(conversation)) renew(byId("talk"));
    } else if (was.older) {
      run.scrollTop = was.top + run.scrollHeight - was.height;
      renew(byId("talk"));
    } else {
      const fresh = messages().filter(one => !was.ids.has(one.dataset.message));
      fresh.forEach(one => one.classList.add("fresh"));
      if (was.atEnd || fresh.some(one => one.dataset.side === "person")) toEnd();
      else if (fresh.length) count(fresh.length);
    }
  });
  function count(more) {
    const button = byId("newer");
    if (!button) return;
    const total = Number(button.dataset.count || 0) + more;
    button.dataset.count = total;
    button.hidden = total === 0;
    button.textContent = (total === 1 ? button.dataset.one : button.dataset.many.replace("#", total)) + " ↓";
  }
  function toEnd() {
    const run = byId("run");
    if (!run) return;
    run.scrollTop = run.scrollHeight;
    const button = byId("newer");
    if (button) { button.hidden = true; button.dataset.count = 0; }
  }
  document.addEventListener("scroll", event => { if (event.target.id === "run" && near(event.target)) { const button = byId("newer"); if (button && !button.hidden) toEnd(); } }, true);
  document.addEventListener("click", event => { if (event.target.closest("#newer")) toEnd(); });

  // The composer.
  const draftKey = () => { const form = byId("composer"); return form && "draft:" + form.dataset.conversation; };
  const newClient = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  function open() {
    const reply = byId("reply");
    const draft = reply && stored.get(draftKey());
    if (draft && !reply.value) { reply.value = draft.text; byId("client").value = draft.client; }
    if (reply) grow(reply);
    toEnd();
  }
  function grow(reply) {
    if (CSS.supports("field-sizing", "content")) return;
    reply.style.height = "auto";
    reply.style.height = Math.min(reply.scrollHeight, 172) + "px";
  }
  document.addEventListener("input", event => {
    if (event.target.id !== "reply") return;
    grow(event.target);
    stored.set(draftKey(), event.target.value ? { text: event.target.value, client: byId("client").value } : null);
  });
  document.addEventListener("keydown", event => {
    if (event.target.id === "reply" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (event.target.value.trim()) byId("composer").requestSubmit();
    }
  });
  // What is on its way is remembered beside the page: a renewal that comes meanwhile draws the form anew.
  const leaving = new Map();
  const sent = event => event.detail.requestConfig?.composed;
  document.addEventListener("htmx:beforeRequest", event => {
    const form = event.detail.elt;
    if (form.id !== "composer") return;
    const conversation = form.dataset.conversation;
    if (leaving.has(conversation)) { event.preventDefault(); return; }
    leaving.set(conversation, byId("reply").value);
    event.detail.requestConfig.composed = conversation;
    form.setAttribute("aria-busy", "true");
  });
  // Only what was taken goes from the field; what failed stays there under the same id, so that trying again sends once.
  document.addEventListener("htmx:beforeSwap", event => {
    const conversation = sent(event);
    if (!conversation || event.detail.xhr.status !== 200) return;
    const taken = leaving.get(conversation);
    const client = newClient();
    const key = "draft:" + conversation;
    const reply = byId("composer")?.dataset.conversation === conversation ? byId("reply") : null;
    if (reply) {
      if (reply.value === taken) reply.value = "";
      byId("client").value = client;
      grow(reply);
    }
    const text = reply ? reply.value : stored.get(key)?.text;
    stored.set(key, text && text !== taken ? { text, client } : null);
  });
  document.addEventListener("htmx:afterRequest", event => {
    const conversation = sent(event);
    if (!conversation) return;
    leaving.delete(conversation);
    byId("composer")?.removeAttribute("aria-busy");
  });

  // j and k move, Enter opens by itself, r writes.
  document.addEventListener("keydown", event => {
    if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") {
      const rows = [...document.querySelectorAll("[data-row]")];
      const here = rows.indexOf(document.activeElement.closest?.("[data-row]") ?? document.querySelector("[data-row][aria-current]"));
      const next = rows[Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)))];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "r") {
      const reply = byId("reply");
      if (reply) { event.preventDefault(); reply.focus(); }
    }
  });

  const groups = byId("groups");
  if (groups) groups.scrollTop = Number(sessionStorage.getItem("inbox:" + location.search) || 0);
  addEventListener("pagehide", () => { const list = byId("groups"); if (list) sessionStorage.setItem("inbox:" + location.search, list.scrollTop); });
  open();
})();
