"use strict";
// Buttons and keys: stepping through equations, and through training steps.

const icon = (paths) => `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>`;

const ICONS = {
  first: icon('<path d="M3 3v10M13 3 6 8l7 5z"/>'),
  previous: icon('<path d="M13 8H4M8 3 3 8l5 5"/>'),
  play: icon('<path d="M4 2.5 13 8l-9 5.5z"/>'),
  stop: icon('<path d="M5 3v10M11 3v10"/>'),
  next: icon('<path d="M3 8h9M8 3l5 5-5 5"/>'),
  last: icon('<path d="M13 3v10M3 3l7 5-7 5z"/>'),
  theme: icon('<circle cx="8" cy="8" r="6"/><path class="full" d="M8 2a6 6 0 0 1 0 12z"/>'),
};

class Player {
  /** Milliseconds that an equation stays while it plays. */
  static PACE = 1800;

  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.write();
    addEventListener("keydown", (event) => this.key(event));
  }

  write() {
    const { model } = this.app;
    const passes = Object.entries(PASSES).filter(([pass]) => this.app.beginning(pass) >= 0);
    const button = (action, label, content, key) =>
      `<button data-action="${action}" aria-label="${label}" title="${label} (${key})">${content}</button>`;
    this.element.innerHTML = `
      <span class="buttons">${button("first", "To the beginning", ICONS.first, "Home")}${button("previous", "Back one equation", ICONS.previous, "←")}${button("play", "Play", ICONS.play, "space")}${button("next", "Next equation", ICONS.next, "→")}${button("last", "To the end", ICONS.last, "End")}</span>
      <span class="passes" role="group" aria-label="Passes">${passes.map(([pass, { number, title }]) => `<button data-action="${pass}" class="${pass}" aria-label="${title}" title="${title} (${pass[0]})"><span class="badge">${number}</span> <span class="wording">${title}</span></button>`).join("")}</span>
      <span class="position" aria-hidden="true"></span>
      <span class="training"${model.steps.length > 1 ? "" : " hidden"}>
        <label for="slider"><span class="wording">training</span> step</label> <input id="slider" type="range" min="0" max="${model.steps.length - 1}" value="0">
        <output for="slider"></output><svg class="curve" aria-hidden="true"></svg>
      </span>
      <span class="buttons right">${button("theme", "Dark or light", ICONS.theme, "t")}${button("help", "Keys", "?", "?")}</span>`;
    this.element.addEventListener("click", (event) => {
      const action = event.target.closest("[data-action]");
      if (action) this.act(action.dataset.action);
    });
    this.slider = this.element.querySelector("#slider");
    this.slider.addEventListener("input", () => this.app.set({ step: Number(this.slider.value) }));
    document.getElementById("help").innerHTML = `<h2>Keys</h2><dl>
      <dt><kbd>→</kbd> <kbd>←</kbd><dd>next equation, the one before
      <dt><kbd>space</kbd><dd>play, stop
      <dt><kbd>Home</kbd> <kbd>End</kbd><dd>to the beginning, to the end
      <dt><kbd>f</kbd> <kbd>b</kbd> <kbd>u</kbd><dd>jump to forward, backward, update
      <dt><kbd>,</kbd> <kbd>.</kbd><dd>training step before, after
      <dt><kbd>Tab</kbd>, then arrow keys<dd>into a matrix, from number to number
      <dt><kbd>Enter</kbd> <kbd>Esc</kbd><dd>keep a number, let it go
      <dt><kbd>t</kbd><dd>dark or light
      </dl><form method="dialog"><button autofocus>Close</button></form>`;
  }

  key(event) {
    const help = document.getElementById("help");
    const typing = event.target.closest("input") && event.key.startsWith("Arrow");
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || typing) return;
    const pressed = event.target.closest("button, summary, a");
    if (event.key === " " && pressed) return;
    const action = {
      ArrowRight: "next", ArrowLeft: "previous", Home: "first", End: "last", " ": "play", f: "forward", b: "backward",
      u: "update", "?": "help", t: "theme", ",": "earlier", ".": "later", Escape: "release",
    }[event.key];
    if (!action) return;
    event.preventDefault();
    this.act(action);
  }

  act(action) {
    const { app } = this;
    const { step } = app.state;
    if (action !== "play" && action !== "theme") this.stop();
    switch (action) {
      case "next": app.step(1); break;
      case "previous": app.step(-1); break;
      case "first": app.go(-1); break;
      case "last": app.go(app.model.lines.length); break;
      case "play": this.playing ? this.stop() : this.play(); break;
      case "earlier": if (step > 0) app.set({ step: step - 1 }); break;
      case "later": if (step + 1 < app.model.steps.length) app.set({ step: step + 1 }); break;
      case "help": document.getElementById("help").showModal(); break;
      case "release": app.release(); break;
      case "theme":
        setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
        keepTheme(document.documentElement.dataset.theme);
        app.parts.forEach((part) => part.update({ theme: true }));
        break;
      default: if (app.beginning(action) >= 0) app.go(app.beginning(action));
    }
  }

  play() {
    if (this.app.state.at >= this.app.model.lines.length) this.app.go(-1);
    this.playing = setInterval(() => {
      this.app.step(1);
      if (this.app.state.at >= this.app.model.lines.length) this.stop();
    }, Player.PACE);
    this.showPlaying();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
    this.showPlaying();
  }

  showPlaying() {
    const button = this.element.querySelector("[data-action=play]");
    button.innerHTML = this.playing ? ICONS.stop : ICONS.play;
    button.setAttribute("aria-label", this.playing ? "Stop" : "Play");
  }

  update(changed) {
    const { model, state } = this.app;
    if (changed.at) {
      const { line } = this.app;
      this.element.querySelector(".position").textContent = line ? `${state.at + 1} / ${model.lines.length}` : state.at < 0 ? `${model.lines.length} equations` : "done";
      for (const button of this.element.querySelectorAll(".passes button")) {
        button.setAttribute("aria-pressed", String(Boolean(line) && line.section.pass === button.dataset.action));
      }
      this.element.querySelector("[data-action=previous]").disabled = state.at < 0;
      this.element.querySelector("[data-action=next]").disabled = state.at >= model.lines.length;
      if (line) this.app.announce(`${PASSES[line.section.pass].title}, equation ${state.at + 1} of ${model.lines.length}: ${line.spoken}`);
      else this.app.announce(state.at < 0 ? "Beginning" : `The cost was ${formatNumber(model.steps[state.step].cost)} and is now ${formatNumber(model.steps[state.step].cost_after)}`);
    }
    if (changed.step || changed.theme) {
      const { step, cost } = model.steps[state.step];
      this.slider.value = state.step;
      this.slider.setAttribute("aria-valuetext", `step ${step}, cost ${formatNumber(cost)}`);
      this.element.querySelector("output").innerHTML = `<b>${step}</b> <small>C = ${formatNumber(cost, 3)}</small>`;
      this.curve();
    }
  }

  /** The cost at the steps that are shown. */
  curve() {
    const { model, state } = this.app;
    const costs = model.steps.map((each) => each.cost);
    const most = Math.max(...costs) || 1;
    const x = (i) => 6 + (i * 108) / Math.max(1, costs.length - 1), y = (cost) => 30 - (25 * cost) / most;
    const svg = this.element.querySelector(".curve");
    svg.setAttribute("viewBox", "0 0 120 34");
    svg.innerHTML = `<path class="zero" d="M2 31H118"/><polyline points="${costs.map((cost, i) => `${x(i)},${y(cost)}`).join(" ")}"/>`
      + costs.map((cost, i) => `<circle class="${i === state.step ? "now" : ""}" cx="${x(i)}" cy="${y(cost)}" r="${i === state.step ? 4 : 2}"/>`).join("");
  }
}
