"use strict";
// Layers that change images at random: what chance did to the example first, formulas when one asks for them.

/** {drawn, told, before, after} of the layer that a line belongs to, at the current step; undefined if chance did nothing there. */
function eventOf(app, line) {
  const ends = line && line.section.event;
  const words = ends && (app.model.steps[app.state.step].events || {})[line.section.path];
  return words && { ...words, ...ends };
}

/** Whether a line is one of the formulas that are folded away: all of such a layer but the last, its result. */
function isFolded(app, line) {
  return Boolean(line && line.section.event) && !app.state.formulas && line.ref !== line.section.event.after;
}

function eventHtml(app, event, line) {
  const count = line.section.lines.length;
  const list = event.told.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("");
  const drawn = event.drawn.length ? `<p class="drawn">Drawn at random: ${event.drawn.map(escapeHtml).join("; ")}.</p>` : "";
  return `<ul class="told">${list}</ul>${drawn}
    <p><button class="link" data-formulas="${!app.state.formulas}">${app.state.formulas ? "hide" : "show"} the ${count === 1 ? "formula" : `${count} formulas`}</button></p>`;
}
