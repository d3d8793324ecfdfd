"use strict";
// What the symbols mean, each with links to the equations it occurs in.

function showGlossary(app, element) {
  const { model } = app;
  const entries = [];
  for (const { symbol, title, test, text } of GLOSSARY) {
    const found = model.lines.filter((line) => test(line.name) || line.uses.some((ref) => model.names[ref] && test(model.names[ref])));
    if (found.length) entries.push(glossaryEntry(symbol, title, text, found));
  }
  for (const [sign, symbol, title, text] of SIGN_WORDS) {
    const found = model.lines.filter((line) => line.functions.includes(sign));
    if (found.length) entries.push(glossaryEntry(symbol, title, text, found));
  }
  element.innerHTML = `<h2>Glossary</h2><dl>${entries.join("")}</dl>`;
  element.addEventListener("click", (event) => {
    const link = event.target.closest("[data-place]");
    if (!link) return;
    app.go(Number(link.dataset.place));
    const stage = document.getElementById("stage");
    stage.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    stage.focus({ preventScroll: true });
  });
}

function glossaryEntry(symbol, title, text, lines) {
  const most = 10;
  const links = lines.slice(0, most).map((line) => `<button class="chip" data-place="${line.place}" aria-label="equation of ${escapeHtml(line.name.spoken)}">${nameHtml(line.name)}</button>`);
  const more = lines.length > most ? ` <small>… ${lines.length - most} more</small>` : "";
  return `<div><dt><span class="symbol">${symbol}</span> ${title}</dt><dd>${text}<p class="links">in the equations of ${links.join("")}${more}</p></dd></div>`;
}
