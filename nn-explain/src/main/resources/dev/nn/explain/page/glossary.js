"use strict";
// What the symbols mean, each with links to the equations it occurs in.

function showGlossary(app, element) {
  const { model } = app;
  const entries = [];
  for (const { symbol, title, test, text } of GLOSSARY) {
    const found = model.lines.filter((line) => test(line.name) || line.uses.some((ref) => model.names[ref] && test(model.names[ref])));
    if (found.length) entries.push({ symbol, title, text, lines: found });
  }
  for (const [sign, symbol, title, text] of SIGN_WORDS) {
    const found = model.lines.filter((line) => line.functions.includes(sign));
    if (found.length) entries.push({ symbol, title, text, lines: found });
  }
  element.innerHTML = `<h2>Glossary</h2><dl>${entries.map(glossaryEntry).join("")}</dl>`;
  // There may be thousands of places: they are written when somebody asks for them.
  element.querySelectorAll("details").forEach((details) => details.addEventListener("toggle", () => {
    const box = details.querySelector("span");
    if (!box.childElementCount) box.innerHTML = links(entries[Number(details.dataset.term)].lines.slice(PLACES));
  }));
  element.addEventListener("click", (event) => {
    const link = event.target.closest("[data-place]");
    if (!link) return;
    app.go(Number(link.dataset.place));
    const stage = document.getElementById("stage");
    stage.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    stage.focus({ preventScroll: true });
  });
}

/** So many places are shown unasked. */
const PLACES = 10;

function glossaryEntry({ symbol, title, text, lines }, term) {
  const more = lines.length > PLACES ? ` <details data-term="${term}"><summary>${(lines.length - PLACES).toLocaleString("en")} more</summary> <span></span></details>` : "";
  return `<div><dt><span class="symbol">${symbol}</span> ${title}</dt><dd>${text}<div class="links">in the equations of ${links(lines.slice(0, PLACES))}${more}</div></dd></div>`;
}

function links(lines) {
  return lines.map((line) => `<button class="chip" data-place="${line.place}" aria-label="equation of ${escapeHtml(line.name.spoken)}">${nameHtml(line.name)}</button>`).join("");
}
