"use strict";
(() => {
  const form = document.querySelector("form[role=search]");
  const search = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const count = document.getElementById("count");
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  const items = [...document.querySelectorAll(".error")].map((element) => ({
    element,
    facets: Object.fromEntries(selects.map(({ dataset: { facet } }) => [facet, element.dataset[facet].split("\n")])),
  }));
  const groups = [...document.querySelectorAll(".group")].map((section) => ({
    section,
    count: section.querySelector(".count"),
    items: items.filter(({ element }) => section.contains(element)),
  }));
  let current = null;
  let pause;

  const folded = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("đ", "d");
  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const plural = (number, word) => `${number} ${word}${number === 1 ? "" : word === "miss" ? "es" : "s"}`;

  // What is searched for without tone marks is found with any.
  function searched() {
    const wanted = plain(search.value);
    if (!wanted) return () => true;
    const loose = folded(wanted) === wanted;
    return (item) => {
      item.text ??= plain(item.element.textContent);
      if (loose) item.folded ??= folded(item.text);
      return (loose ? item.folded : item.text).includes(wanted);
    };
  }

  function apply() {
    const matches = searched();
    const tally = Object.fromEntries(selects.map((select) => [select.dataset.facet, new Map()]));
    const kinds = new Map();
    let shown = 0;
    for (const item of items) {
      const text = matches(item);
      const refused = selects.filter(({ value, dataset }) => value && !item.facets[dataset.facet].includes(value));
      item.element.hidden = !text || refused.length > 0;
      // A choice counts what it would show with all the other filters as they are.
      for (const select of selects) {
        if (!text || refused.some((other) => other !== select)) continue;
        const counts = tally[select.dataset.facet];
        for (const name of ["", ...item.facets[select.dataset.facet]]) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      if (item.element.hidden) continue;
      shown += 1;
      const kind = item.facets.kind[0];
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    for (const select of selects) {
      for (const option of select.options) {
        option.textContent = `${option.value || "all"} (${tally[select.dataset.facet].get(option.value) ?? 0})`;
      }
    }
    for (const group of groups) {
      const left = group.items.filter(({ element }) => !element.hidden).length;
      group.section.hidden = left === 0;
      group.count.textContent = left === group.items.length ? plural(left, "error") : `${left} of ${plural(group.items.length, "error")}`;
    }
    const parts = [...kinds].map(([kind, number]) => plural(number, kind)).join(", ");
    count.textContent = `${shown} of ${plural(items.length, "error")} shown${parts && `: ${parts}`}`;
  }

  function go(step) {
    const visible = items.map(({ element }) => element).filter((element) => !element.hidden);
    const from = document.activeElement.closest?.(".error") ?? current;
    let at = visible.indexOf(from);
    if (at < 0 && from) {
      // It was filtered away: go on from where it stood.
      const after = visible.findIndex((element) => from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      at = (after < 0 ? visible.length : after) - (step > 0 ? 1 : 0);
    }
    const next = visible[Math.min(Math.max(at + step, 0), visible.length - 1)];
    if (!next) return;
    current = next;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "Escape" && typing === search) return search.blur();
    if (typing || !keys.checked && event.key.length === 1) return;
    const onError = event.target.classList?.contains("error");
    const step = { j: 1, k: -1, ArrowDown: onError && 1, ArrowUp: onError && -1 }[event.key];
    if (step) go(step);
    else if (event.key === "/") search.focus();
    else if (event.key === "?") help.showModal();
    else return;
    event.preventDefault();
  }

  for (const select of selects) {
    const names = [...new Set(items.flatMap(({ facets }) => facets[select.dataset.facet]))];
    if (select.dataset.facet !== "kind") names.sort();
    select.append(...["", ...names].map((name) => new Option(name, name)));
  }
  form.addEventListener("input", (event) => {
    // Thousands of errors take a moment to lay out: not for every letter.
    clearTimeout(pause);
    if (event.target === search) pause = setTimeout(apply, 200);
    else apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("show-help").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", (event) => { current = event.target.closest(".error") ?? current; });
  apply();
  form.hidden = false;
})();
