"use strict";
// One number: how it was computed, checked again in the browser, and what it is related to.

class Inspector {
  /** Longer sums are shortened. */
  static TERMS = 7;

  /** Of a value that nobody points at, so many entries are written out. */
  static ENTRIES = 6;

  /** So many related numbers are listed. */
  static CHIPS = 14;

  constructor(app, element) {
    this.app = app;
    this.element = element;
    element.addEventListener("click", (event) => {
      if (event.target.closest("[data-release]")) app.release();
      const chip = event.target.closest(".chip");
      if (chip) app.set({ focus: { ref: chip.dataset.ref, entry: Number(chip.dataset.entry) }, pinned: true });
      const go = event.target.closest("[data-go]");
      if (go) app.go(Number(go.dataset.go));
    });
  }

  update(changed) {
    if (!changed.focus && !changed.step && !changed.at) return;
    const { focus, pinned } = this.app.state;
    this.element.classList.toggle("empty", !focus);
    if (!focus) {
      this.element.innerHTML = this.entries() + `<p class="hint">Point at a number to see how it was computed; click it to keep it. With the keyboard: <kbd>Tab</kbd> to a matrix, arrow keys inside it, <kbd>Enter</kbd> to keep.</p>`;
      return;
    }
    this.element.innerHTML = this.number(focus) + (pinned ? `<button class="release" data-release>let go <kbd>Esc</kbd></button>` : "");
  }

  /** The current equation number by number: it is the short form of all of these. */
  entries() {
    const { line, model, arithmetic, state } = this.app;
    const size = line ? model.size(line.ref) : 0;
    if (!size || !model.names[line.ref]) return "";
    const rows = [];
    for (let entry = 0; entry < Math.min(size, Inspector.ENTRIES); entry++) {
      const formula = arithmetic.formula(line.ref, entry);
      if (!formula) return "";
      const symbols = new FormulaHtml((term) => entryHtml(model, term.ref, term.entry), 3);
      const number = model.number(line.ref, entry, state.step);
      rows.push(`<li><button class="chip" data-ref="${line.ref}" data-entry="${entry}" aria-label="${escapeHtml(entryText(model, line.ref, entry))}">${entryHtml(model, line.ref, entry)}</button> = ${symbols.of(formula)}${number === undefined ? "" : ` = <b>${formatNumber(number)}</b>`}</li>`);
    }
    const more = size > rows.length ? ` <small>the first ${rows.length} of ${size.toLocaleString("en")}</small>` : "";
    return `<h3>The same, ${size > 1 ? "number by number" : "written out"}${more}</h3><ul class="entries">${rows.join("")}</ul>`;
  }

  number({ ref, entry }) {
    const { model, arithmetic, state } = this.app;
    const value = model.number(ref, entry, state.step);
    const name = entryHtml(model, ref, entry);
    const labels = model.labels(ref);
    const label = labels ? ` <small>${escapeHtml(labels[entry % labels.length].replaceAll("_", " "))}</small>` : "";
    const line = model.lineOf.get(ref);
    const go = line && line !== this.app.line ? ` <button class="link" data-go="${line.place}">go to its equation</button>` : "";
    const formula = arithmetic.formula(ref, entry);
    const shown = value === undefined ? `${name}</span> <small>not on this page: too many numbers</small>` : `${name} = ${formatNumber(value, 6)}</span>`;
    return `<p class="number"><span class="big">${shown}${label}${go}</p>`
      + (formula ? this.formula(formula, name, value) : line ? "" : `<p class="note">${this.origin(ref)}</p>`)
      + this.relations();
  }

  origin(ref) {
    const words = { input: "comes from the data", parameter: "a parameter: learned so far", optimizer: "the optimizer's memory", state: "kept by the layer from step to step" };
    return words[this.app.model.names[ref].kind] || "";
  }

  formula(formula, name, value) {
    const { model, arithmetic, state } = this.app;
    const symbols = new FormulaHtml(({ ref, entry }) => entryHtml(model, ref, entry), Inspector.TERMS);
    const numbers = new FormulaHtml(({ ref, entry }) => {
      const x = model.number(ref, entry, state.step);
      return `<span class="v">${x < 0 ? `(${formatNumber(x)})` : formatNumber(x)}</span>`;
    }, Inspector.TERMS);
    const again = arithmetic.evaluate(formula);
    const equation = `<p class="formula">${name} = ${symbols.of(formula)}</p>`;
    if (value === undefined || Number.isNaN(again)) return equation;
    const agrees = Math.abs(again - value) <= 1e-4 * Math.max(1e-3, Math.abs(value), Math.abs(again));
    const check = ` <small class="check ${agrees ? "agrees" : "differs"}">${agrees ? "✓ computed again here" : "computed again here: " + formatNumber(again, 6)}</small>`;
    return equation + `<p class="formula">= ${numbers.of(formula)} = <b>${formatNumber(value)}</b>${check}</p>`;
  }

  relations() {
    const { from, to, upstream, downstream, complete } = this.app.related;
    const far = (all, near) => {
      const more = all.total() - near.total();
      return more > 0 ? ` <small>and, further along, ${all.rough ? "up to " : ""}${more.toLocaleString("en")} more</small>` : "";
    };
    return `<div class="relations"><p><b class="from">computed from</b> ${this.chips(from)}${far(upstream, from)}</p>
      <p><b class="to">feeds</b> ${complete ? this.chips(to) : "…"}${far(downstream, to)}</p></div>`;
  }

  chips(marks) {
    const { model } = this.app;
    const total = marks.total();
    if (total === 0) return "<small>nothing here</small>";
    const chips = marks.list(Inspector.CHIPS).map(([ref, entry]) =>
      `<button class="chip" data-ref="${ref}" data-entry="${entry}" aria-label="${escapeHtml(entryText(model, ref, entry))}">${entryHtml(model, ref, entry)}</button>`);
    return chips.join("") + (total > chips.length ? ` <small>… ${(total - chips.length).toLocaleString("en")} more</small>` : "");
  }
}
