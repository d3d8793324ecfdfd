"use strict";
// The current equation: typeset, in words, and with its numbers.

class Stage {
  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.words = element.querySelector(".explanation");
    this.values = element.querySelector(".values");
    this.proof = element.querySelector(".tested");
    this.maps = [];
    element.addEventListener("click", (event) => this.click(event));
    element.addEventListener("pointerover", (event) => this.overSymbol(event));
  }

  update(changed) {
    if (changed.at || changed.formulas) this.show();
    else if (changed.step || changed.theme) this.redraw();
    else if (changed.focus) this.prove();
    if (changed.at || changed.focus || changed.step || changed.theme) this.light();
  }

  show() {
    const { at } = this.app.state;
    const { lines } = this.app.model;
    this.maps = [];
    this.values.replaceChildren();
    this.proof.replaceChildren();
    this.proved = "";
    this.element.classList.toggle("wide", at < 0);
    if (at < 0) this.intro();
    else if (at === lines.length) this.result();
    else this.equation(lines[at]);
  }

  redraw() {
    const { line } = this.app;
    if (!line || line.section.event) this.show();
    else {
      this.maps.forEach((map) => map.draw());
      this.prove();
    }
  }

  prove() {
    const { line } = this.app;
    const html = line ? proofHtml(this.app, line) : "";
    if (html !== this.proved) this.proof.innerHTML = html;
    this.proved = html;
  }

  intro() {
    const cards = Object.entries(PASSES).map(([pass, { number, title, what, text }]) => `
      <button class="card ${pass}" data-go="${this.app.beginning(pass)}">
        <b><span class="badge">${number}</span> ${title}</b> <i>${what}</i> <span>${text}</span>
      </button>`);
    this.words.innerHTML = `<h2>A training step is three big steps</h2><div class="cards">${cards.join("")}</div>
      <p class="hint">Press <kbd>→</kbd> to see the first number being computed, <kbd>space</kbd> to let it run, <kbd>?</kbd> for all keys.
      Point at any number: what it was computed from lights up, and what it feeds.</p>`;
  }

  equation(line) {
    const { model } = this.app;
    const { title, text } = describe(model, line);
    const pass = PASSES[line.section.pass];
    const event = eventOf(this.app, line);
    if (event && !this.app.state.formulas) {
      this.event(line, event);
      return;
    }
    this.words.innerHTML = `
      <h2><span class="badge ${line.section.pass}">${pass.number}</span> ${escapeHtml(title)}</h2>
      <div class="equation" role="math" aria-label="${escapeHtml(line.spoken)}">${line.mathml}</div>
      <p class="words">${escapeHtml(text)}</p>${event ? eventHtml(this.app, event, line) : ""}`;
    if (line.ways.length) this.words.append(this.ways(line));
    this.addMaps(line.uses, line.ref);
    this.prove();
  }

  /** What chance did to the example: before, after, and in words. */
  event(line, event) {
    this.words.innerHTML = `<h2><span class="badge forward">1</span> Chance in ${escapeHtml(layerWords(this.app.model, line))}</h2>
      <p class="words">While training, the layer changes each image a little at random, so that the network sees more than there is in the data. In use it does nothing.</p>
      ${eventHtml(this.app, event, line)}`;
    this.addMaps([event.before], event.after);
  }

  addMaps(from, result) {
    const { values } = this;
    for (const ref of from) this.addMap(values, ref, "from");
    const arrow = document.createElement("span");
    arrow.className = "gives";
    arrow.textContent = "→";
    arrow.setAttribute("aria-label", "gives");
    values.append(arrow);
    this.addMap(values, result, "result");
  }

  addMap(parent, ref, role) {
    if (!this.app.model.names[ref]) return;
    const map = new HeatMap(this.app, ref, role);
    parent.append(map.element);
    map.draw();
    this.maps.push(map);
  }

  ways(line) {
    const box = document.createElement("div");
    box.className = "ways";
    box.innerHTML = `<p>It has ${line.ways.length} ways into C; what flows back on each is added:</p><ul>`
      + line.ways.map((way) => `<li>through ${way.through} in ${escapeHtml(way.path)}: ${way.contribution}</li>`).join("") + "</ul>";
    return box;
  }

  result() {
    const { model, state } = this.app;
    const { cost, cost_after: after } = model.steps[state.step];
    const change = (100 * (after - cost)) / cost;
    this.words.innerHTML = `<h2>What the step has done</h2>
      <p class="costs"><span>${formatNumber(cost)}</span> <i>C before</i> <span class="gives">→</span> <span>${formatNumber(after)}</span> <i>C after the update</i></p>
      <p class="words">The same example again, with the new weights: C is ${Math.abs(change).toFixed(1)} % ${change < 0 ? "smaller" : "larger"}.
      ${change < 0 ? "" : "That happens: the step was too long for this example, or chance (dropout) dealt differently. "}Training repeats this with other examples, again and again. Move the slider for training steps to see how the same example fares later.</p>
      ${proofsSummary(this.app)}
      <h3>The parameters that moved most</h3><div class="moved"></div>`;
    this.words.querySelector(".moved").append(this.moved());
  }

  /** The greatest changes of single parameters. */
  moved() {
    const { model, state } = this.app;
    const rows = [];
    for (const layer of model.network.layers) {
      for (const [path, ref] of Object.entries(layer.parameters)) {
        const before = model.value(ref, state.step), after = model.after(path, state.step);
        if (!before || !after || !before.numbers || !after.numbers) continue;
        after.numbers.forEach((x, entry) => rows.push({ ref, entry, before: before.numbers[entry], after: x }));
      }
    }
    rows.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
    const table = document.createElement("table");
    table.className = "plain";
    table.innerHTML = `<thead><tr><th>parameter<th>before<th>change<th>after</tr></thead><tbody>`
      + rows.slice(0, 8).map(({ ref, entry, before, after }) =>
        `<tr><td><button class="chip" data-ref="${ref}" data-entry="${entry}">${entryHtml(model, ref, entry)}</button><td>${formatNumber(before)}<td>${formatNumber(after - before)}<td>${formatNumber(after)}</tr>`).join("") + "</tbody>";
    return table;
  }

  click(event) {
    const target = event.target.closest("[data-go], [data-entry], [data-formulas], math [data-ref]");
    if (!target) return;
    if (target.dataset.formulas) this.app.set({ formulas: target.dataset.formulas === "true" });
    else if (target.dataset.go) this.app.go(Number(target.dataset.go));
    else if (target.matches(".chip")) this.app.pin(target.dataset.ref, Number(target.dataset.entry));
    else if (target.dataset.ref) {
      const line = this.app.model.lineOf.get(this.app.model.ref(target.dataset.ref));
      if (line) this.app.go(line.place);
    }
  }

  /** A symbol of the equation lights its value up. */
  overSymbol(event) {
    const symbol = event.target.closest("math [data-ref]");
    const ref = symbol && this.app.model.ref(symbol.dataset.ref);
    this.maps.forEach((map) => map.element.classList.toggle("named", map.ref === ref));
  }

  light() {
    this.maps.forEach((map) => map.light(this.app.litIn(map.ref)));
    const { focus } = this.app.state;
    this.element.querySelectorAll("math [data-ref]").forEach((symbol) => {
      symbol.classList.toggle("self", Boolean(focus) && this.app.model.ref(symbol.dataset.ref) === focus.ref);
    });
  }
}
