// The pipeline: renewal, drag, moves by keys, saving as one leaves a field. Its pages work without it.
(() => {
  "use strict";
  const byId = id => document.getElementById(id);
  const columns = () => [...document.querySelectorAll("[data-place]")];
  const columnOf = node => node?.closest?.("[data-place]");
  let dragged = null;
  let focusAfter = "";

  // Nobody's hand or typing is disturbed: while a card is held, a field of the table is open or something wrong stands in one, renewal waits.
  // So it does for an answer that is on its way, which could not be shown without the form that asked for it.
  if (window.Idiomorph) Idiomorph.defaults.ignoreActiveValue = true;
  let waiting = 0;
  const moving = new Set();
  const busy = () => dragged || moving.size || document.activeElement?.matches?.("#pipeline :is(input, select)") || document.querySelector(".mover[open], #pipeline [aria-invalid]");
  function renew() {
    clearTimeout(waiting);
    waiting = setTimeout(() => busy() ? renew() : htmx.trigger(byId("pipeline"), "renew"), 120);
  }
  document.body.addEventListener("live:lead", renew);
  // Nor by a renewal that was on its way already, nor by the late answer to a field that was
  // saved before the one that was answered last, nor by another row while something wrong stands in one.
  let asked = 0;
  let shown = 0;
  document.addEventListener("htmx:beforeRequest", event => {
    const { requestConfig, target, xhr } = event.detail;
    xhr.asked = ++asked;
    if (target.id !== "pipeline" || requestConfig.verb === "get") return;
    moving.add(xhr);
    xhr.addEventListener("loadend", () => moving.delete(xhr));
  });
  document.addEventListener("htmx:beforeSwap", event => {
    const { requestConfig, target, xhr } = event.detail;
    if (target.id !== "pipeline") return;
    const row = document.querySelector("#pipeline [aria-invalid]")?.closest("tr");
    const late = requestConfig.verb === "get" ? busy() : xhr.status < 400 && (xhr.asked < shown || row && row !== requestConfig.elt.closest("tr"));
    if (late) { event.detail.shouldSwap = false; renew(); }
    else if (requestConfig.verb === "post") shown = Math.max(shown, xhr.asked);
  });

  function move(card, to) {
    const from = columnOf(card);
    const target = byId("pipeline");
    if (!from || !to || to === from || !target) return;
    focusAfter = card.id;
    const query = target.getAttribute("hx-get").split("?")[1] ?? "";
    htmx.ajax("POST", `/pipeline/${card.dataset.lead}/move${query ? "?" + query : ""}`, { source: target, target, swap: "morph:innerHTML", values: { to: to.dataset.place, from: from.dataset.place } });
  }

  // Both sums say what they lose and gain while a card is held.
  function tell(to) {
    columns().forEach(column => {
      const delta = column.querySelector("[data-delta]");
      const loses = dragged && to && column === columnOf(dragged) && column !== to;
      const gains = dragged && column === to && column !== columnOf(dragged);
      delta.textContent = loses ? "− " + dragged.dataset.amount : gains ? "+ " + dragged.dataset.amount : "";
      delta.classList.toggle("gains", Boolean(gains));
      column.classList.toggle("over", Boolean(gains));
    });
  }
  document.addEventListener("dragstart", event => {
    const card = event.target.closest?.("[data-lead]");
    if (!card) return;
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.lead);
    card.classList.add("moving");
  });
  document.addEventListener("dragover", event => {
    const to = columnOf(event.target);
    if (!dragged || !to) return;
    event.preventDefault();
    tell(to);
  });
  document.addEventListener("drop", event => {
    const to = columnOf(event.target);
    if (!dragged || !to) return;
    event.preventDefault();
    move(dragged, to);
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("moving");
    dragged = null;
    tell(null);
  });

  // Arrows go from card to card, with Shift they take the card along.
  const sideways = { ArrowLeft: -1, ArrowRight: 1 };
  document.addEventListener("keydown", event => {
    const card = event.target.closest?.("[data-lead]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".mover")) return;
    const all = columns();
    const here = all.indexOf(columnOf(card));
    // Who goes on after a move is not called back to the card when the move has settled.
    if (!event.shiftKey && event.key.startsWith("Arrow")) focusAfter = "";
    if (event.key in sideways) {
      event.preventDefault();
      const next = all[here + sideways[event.key]];
      if (event.shiftKey) move(card, next);
      else {
        const row = [...columnOf(card).querySelectorAll("[data-lead]")].indexOf(card);
        const step = sideways[event.key];
        for (let at = here + step; all[at]; at += step) {
          const cards = all[at].querySelectorAll("[data-lead]");
          if (cards.length) { focus(cards[Math.min(row, cards.length - 1)]); break; }
        }
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      focus(event.key === "ArrowDown" ? card.nextElementSibling : card.previousElementSibling);
    }
  });
  function focus(card) {
    const name = card?.querySelector(".card-name");
    name?.focus();
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  document.addEventListener("htmx:afterSettle", () => {
    if (focusAfter && byId(focusAfter)) focus(byId(focusAfter));
    focusAfter = "";
  });
  document.addEventListener("submit", event => {
    const card = event.target.closest?.("[data-lead]");
    if (card) { focusAfter = card.id; card.querySelector(".mover").open = false; }
  });

  // A field of a row is saved as soon as it is changed, that field alone: what is done in the others meanwhile stays.
  document.addEventListener("change", event => {
    const { form, name, value } = event.target;
    if (form?.matches("[data-inline]")) htmx.ajax("POST", form.getAttribute("action"), { source: event.target, target: byId("pipeline"), swap: "morph:innerHTML", values: { [name]: value } });
  });
})();
