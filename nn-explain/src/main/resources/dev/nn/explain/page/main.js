"use strict";
// The page: its state, and who is told when it changes.

class App {
  /** Milliseconds that the page works without looking what its reader does. */
  static SLICE = 12;

  constructor(data) {
    this.model = new Model(data);
    this.arithmetic = new Arithmetic(this.model);
    this.relations = new Relations(this.model, this.arithmetic);
    // at: −1 before the first equation, lines.length after the last. focus: {ref, entry} that is pointed at or pinned.
    this.state = { at: -1, step: 0, focus: null, pinned: false, example: 0, formulas: false };
    this.parts = [];
  }

  get line() {
    return this.model.lines[this.state.at];
  }

  /** Where a pass begins. */
  beginning(pass) {
    return this.model.lines.findIndex((line) => line.section.pass === pass);
  }

  add(part) {
    this.parts.push(part);
    return part;
  }

  /** Changes the state; every part is told what is new. */
  set(change) {
    const changed = {};
    for (const [key, value] of Object.entries(change)) {
      if (this.state[key] !== value) changed[key] = true;
    }
    Object.assign(this.state, change);
    if (changed.step) this.arithmetic.step = this.state.step;
    if (changed.focus || (changed.step && this.state.focus)) this.relate();
    this.parts.forEach((part) => part.update(changed));
  }

  go(at) {
    const to = Math.max(-1, Math.min(this.model.lines.length, at));
    const formulas = this.state.formulas || isFolded(this, this.model.lines[to]);
    if (to !== this.state.at) this.set({ at: to, focus: null, pinned: false, formulas });
  }

  /** One equation on or back, past those that are folded away. @param by 1 or −1 */
  step(by) {
    let to = this.state.at + by;
    while (isFolded(this, this.model.lines[to])) to += by;
    this.go(to);
  }

  /**
   * Points at a number, or away; what is pinned stays.
   *
   * @param say true if it was reached by a key: then it is announced what lights up
   */
  point(ref, entry, say) {
    if (this.state.pinned) return;
    this.say = Boolean(say);
    if (ref === null) this.set({ focus: null });
    else {
      const old = this.state.focus;
      if (!old || old.ref !== ref || old.entry !== entry) this.set({ focus: { ref, entry } });
    }
  }

  /** Keeps pointing at a number until it is released. */
  pin(ref, entry) {
    const old = this.state.focus;
    const same = this.state.pinned && old && old.ref === ref && old.entry === entry;
    this.set({ focus: { ref, entry }, pinned: !same });
  }

  release() {
    this.set({ focus: null, pinned: false });
  }

  /** Finds what the number is made of at once, and the rest bit by bit when the pointer rests: that takes longer. */
  relate() {
    clearTimeout(this.resting);
    const { focus } = this.state;
    if (!focus) {
      this.related = null;
      return;
    }
    const none = new Marks(this.model);
    this.related = { from: this.relations.from(focus.ref, focus.entry), to: none, upstream: none, downstream: none, complete: false };
    this.resting = setTimeout(() => this.relateFurther(focus), 40);
  }

  relateFurther({ ref, entry }) {
    this.related.to = this.relations.to(ref, entry);
    if (this.say) this.announce(spokenRelations(this.model, { ref, entry }, this.related, this.state.step));
    const { related } = this;
    const ways = [["upstream", this.relations.upstream(ref, entry)], ["downstream", this.relations.downstream(ref, entry)]];
    const go = (isFirst) => {
      const end = performance.now() + App.SLICE;
      while (ways.length && performance.now() < end) {
        const [way, marks] = ways[0];
        const { done, value } = marks.next();
        if (done) {
          related[way] = value;
          ways.shift();
        }
      }
      related.complete = ways.length === 0;
      if (isFirst || related.complete) this.parts.forEach((part) => part.update({ focus: true }));
      if (!related.complete) this.resting = setTimeout(go, 0, false);
    };
    go(true);
  }

  /**
   * What is lit in a value: {any, of(entry), each(use), count}, where each calls use(entry, how) and how is "self", "from",
   * "to" or "far", else "". Undefined if nothing is pointed at.
   */
  litIn(ref) {
    const { focus } = this.state;
    if (!focus || !this.related) return undefined;
    const { from, to, upstream, downstream } = this.related;
    const sets = [upstream, downstream, to, from].map((marks) => marks.sets.get(ref));
    const any = focus.ref === ref || sets.some(Boolean);
    const of = (entry) => {
      if (focus.ref === ref && focus.entry === entry) return "self";
      if (from.has(ref, entry)) return "from";
      if (to.has(ref, entry)) return "to";
      return upstream.has(ref, entry) || downstream.has(ref, entry) ? "far" : "";
    };
    const each = (use) => {
      sets.forEach((set, i) => {
        for (let at = set ? set.indexOf(1) : -1; at >= 0; at = set.indexOf(1, at + 1)) use(at, ["far", "far", "to", "from"][i]);
      });
      if (focus.ref === ref) use(focus.entry, "self");
    };
    return { any, of, each, count: from.count(ref) + to.count(ref) };
  }

  /** Whether a value is known at this point: it was given, or its equation has been reached. */
  isKnown(ref) {
    const line = this.model.lineOf.get(this.model.ref(ref));
    return !line || line.place <= this.state.at;
  }

  announce(text) {
    document.getElementById("announce").textContent = text;
  }
}

function start() {
  const app = new App(JSON.parse(document.getElementById("data").textContent));
  setTheme(preferredTheme());
  const { subject } = app.model;
  const examples = subject.examples.toLocaleString("en");
  const rows = subject.rows === 1 ? `training example ${subject.first_row.toLocaleString("en")} of ${examples}` : `${subject.rows} of ${examples} training examples`;
  document.getElementById("title").innerHTML = `How “${escapeHtml(subject.name)}” learns <small>one training step, number by number</small>`;
  document.getElementById("lead").textContent = `You see ${rows} go through the network, every number as the ${subject.backend} backend computed it, with ${subject.weights}.`;
  window.app = app;
  app.add(new Drawing(app, document.getElementById("drawing")));
  app.add(new Stage(app, document.getElementById("stage")));
  app.add(new Outline(app, document.getElementById("outline")));
  app.add(new Inspector(app, document.getElementById("inspector")));
  app.add(new Player(app, document.getElementById("player")));
  showGlossary(app, document.getElementById("glossary"));
  showNotes(app, document.getElementById("notes"));
  app.parts.forEach((part) => part.update({ at: true, step: true, focus: true, theme: true }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    setTheme(preferredTheme());
    app.parts.forEach((part) => part.update({ theme: true }));
  });
  addEventListener("resize", () => app.parts.forEach((part) => part.update({ size: true })));
}

/** What the reader has chosen on this page before, else what the system prefers. */
function preferredTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  try {
    return localStorage.getItem("nn-theme") || system;
  } catch {
    return system; // Storage may be forbidden for files.
  }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

function keepTheme(theme) {
  try {
    localStorage.setItem("nn-theme", theme);
  } catch {
    // It will be the system's again next time.
  }
}

function showNotes(app, element) {
  const [first, later] = app.model.limits;
  const size = (ref) => app.model.size(ref);
  const left = Object.keys(app.model.names).filter((ref) => size(ref) > first);
  const leftLater = Object.keys(app.model.names).filter((ref) => size(ref) > later);
  const notes = [];
  if (left.length) notes.push(`Values with more than ${first.toLocaleString("en")} numbers are shown as pictures (${left.length} of them), to keep this page small.`);
  if (app.model.steps.length > 1 && leftLater.length > left.length) notes.push(`At training steps after the first, so are values with more than ${later.toLocaleString("en")} numbers.`);
  notes.push("Formulas were read off the graph that trains; this page loads nothing from elsewhere.");
  element.innerHTML = notes.map((note) => `<p>${note}</p>`).join("");
}

start();
