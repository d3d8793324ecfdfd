"use strict";
// The network as a drawing: layers from left to right, units filled by their activations, connections
// coloured by their weights; on the way back rings and connections show gradients.

class Drawing {
  /** Layers with more units are drawn as a picture. */
  static CIRCLES = 16;

  /** A layer's width at least; then the drawing is scrolled. */
  static COLUMN = 104;

  /** More connections than this would be a grey cloud. */
  static CONNECTIONS = 700;

  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.width = 0;
    this.images = new Map();
    element.addEventListener("pointerover", (event) => this.over(event));
    element.addEventListener("pointerleave", () => app.point(null));
    element.addEventListener("click", (event) => this.click(event));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        const node = event.target.closest("[data-path]");
        if (node) {
          event.preventDefault();
          event.stopPropagation();
          this.jump(node.dataset.path);
        }
      }
    });
    this.layOut();
  }

  /** Places nodes: by their distance from the inputs, those at the same distance below each other. */
  layOut() {
    const { network } = this.app.model;
    this.nodes = [];
    const depth = new Map();
    const add = (node) => {
      depth.set(node.path, node.column);
      this.nodes.push(node);
    };
    network.inputs.forEach((input) => add({ ...input, path: input.name, title: input.name, type: "input", inputs: [], column: 0 }));
    for (const layer of network.layers) {
      add({ ...layer, title: layer.path, column: 1 + Math.max(0, ...layer.inputs.map((input) => depth.get(input) || 0)) });
    }
    const outputs = network.outputs.map((output) => output.split("/")[0]);
    const last = Math.max(...this.nodes.map((node) => node.column)) + 1;
    add({ path: "loss", title: "cost C", type: "", inputs: outputs, column: last, value: undefined, isCost: true });
    this.columns = last + 1;
    this.byPath = new Map(this.nodes.map((node) => [node.path, node]));
    for (const node of this.nodes) {
      const perExample = (node.shape || []).slice(1).reduce((a, b) => a * b, 1);
      node.units = perExample;
      node.circles = !node.isCost && node.shape && node.shape.length <= 2 && perExample <= Drawing.CIRCLES;
    }
  }

  place() {
    const stacks = [];
    this.nodes.forEach((node) => (stacks[node.column] = stacks[node.column] || []).push(node));
    const tallest = Math.max(...stacks.map((stack) => stack.length));
    this.height = tallest > 1 ? 170 * tallest : this.nodes.some((node) => node.circles && node.units > 4) ? 250 : 200;
    // Room for the names of features on the left.
    const left = this.nodes.some((node) => node.column === 0 && node.circles && node.features.length) ? 60 : 0;
    this.width = Math.max(this.element.clientWidth - 2, Drawing.COLUMN * this.columns + left);
    this.step = (this.width - left) / this.columns;
    stacks.forEach((stack, column) => {
      const slot = this.height / stack.length;
      stack.forEach((node, i) => {
        node.x = left + (column + 0.5) * this.step;
        node.y = (i + 0.5) * slot - 16;
        node.room = slot - 54;
      });
    });
    for (const node of this.nodes) {
      if (!node.circles) continue;
      const gap = Math.min(26, node.room / node.units);
      node.radius = Math.max(3.5, Math.min(11, gap * 0.4));
      node.at = (unit) => [node.x, node.y + (unit - (node.units - 1) / 2) * gap];
    }
  }

  update(changed) {
    if (changed.at || changed.step || changed.theme || changed.size || changed.example) this.draw();
    else if (changed.focus) this.light();
  }

  /** Which gradient a node shows: of its z, or else of its activations; once it is known. */
  gradient(node) {
    if (!node.number || !node.value) return undefined;
    const { model } = this.app;
    const size = model.size(node.value);
    return model.lines.find((line) => line.section.pass === "backward" && line.place <= this.app.state.at
      && line.name.layer === node.number && (line.name.base === "δ" || (line.name.base === "a" && line.name.derivative))
      && model.size(line.ref) === size && (line.name.base === "δ" || !this.hasDelta(node)));
  }

  hasDelta(node) {
    return this.app.model.lines.some((line) => line.name.base === "δ" && line.name.layer === node.number && line.place <= this.app.state.at);
  }

  draw() {
    this.place();
    const { line } = this.app;
    const back = line && line.section.pass !== "forward";
    const edges = this.nodes.flatMap((node) => node.inputs.map((input) => this.connection(this.byPath.get(input), node, back)));
    const nodes = this.nodes.map((node) => this.node(node));
    this.element.innerHTML = `<svg width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" role="group" aria-label="The network: ${this.nodes.length - 1} layers, from left to right">${edges.join("")}${nodes.join("")}</svg>
      <p class="legend">${this.app.model.subject.rows > 1 ? "units show the first example" : ""}<span class="scale value"></span> values and weights <small>− 0 +</small> <span class="scale gradient"></span> gradients <small>− 0 +</small></p>`;
    this.light();
    this.reveal();
  }

  /** A network that is wider than the page is scrolled to the layer that is at work. */
  reveal() {
    const { element, app } = this;
    const node = app.line && this.byPath.get(app.line.section.path.split("/")[0]);
    if (!node || element.scrollWidth <= element.clientWidth) return;
    const from = element.scrollLeft, to = from + element.clientWidth;
    if (node.x - this.step / 2 < from || node.x + this.step / 2 > to) {
      element.scrollTo({ left: node.x - element.clientWidth / 2, behavior: calm() ? "auto" : "smooth" });
    }
  }

  /** Lines for single weights between circles, else one band. */
  connection(from, to, back) {
    if (!from) return "";
    const { model, state, line } = this.app;
    const active = this.isActive(to) ? ` active ${line.section.pass}` : "";
    const kernel = this.kernel(from, to);
    if (!kernel) {
      const x1 = from.x + this.half(from), x2 = to.x - this.half(to), middle = (x1 + x2) / 2;
      return `<path class="band${active}" d="M${x1},${from.y} C${middle},${from.y} ${middle},${to.y} ${x2},${to.y}"/>`;
    }
    const gradient = back && model.lines.find((each) => each.section.pass === "backward" && each.place <= state.at && each.name.derivative && each.name.base === "θ" && each.name.layer === to.number);
    const shown = gradient ? gradient.ref : kernel;
    const { numbers, least, greatest } = model.value(shown, state.step);
    const most = Math.max(Math.abs(least), Math.abs(greatest)) || 1;
    const palette = paletteOf(model, shown);
    let lines = "";
    for (let i = 0; i < from.units; i++) {
      for (let j = 0; j < to.units; j++) {
        const entry = i * to.units + j;
        const share = numbers[entry] / most;
        const [x1, y1] = from.at(i), [x2, y2] = to.at(j);
        lines += `<line data-ref="${shown}" data-entry="${entry}" x1="${x1 + from.radius}" y1="${y1}" x2="${x2 - to.radius}" y2="${y2}" stroke="${palette.css(Math.sign(share) * Math.max(0.35, Math.abs(share)))}" stroke-width="${(0.4 + 2.4 * Math.abs(share)).toFixed(2)}" opacity="${(0.25 + 0.75 * Math.abs(share)).toFixed(2)}"/>`;
      }
    }
    return `<g class="weights${active}">${lines}</g>`;
  }

  /** Whether the current equation is one of the layer's, or of a layer inside it. */
  isActive(node) {
    const { line } = this.app;
    return Boolean(line) && (line.section.path === node.path || line.section.path.startsWith(node.path + "/"));
  }

  /** The weights between two layers of circles; undefined if they are not drawn one by one. */
  kernel(from, to) {
    const { model, state } = this.app;
    if (!from.circles || !to.circles || from.units * to.units > Drawing.CONNECTIONS) return undefined;
    const kernel = Object.values(to.parameters || {}).find((ref) => model.shape(ref).join() === `${from.units},${to.units}`);
    const value = kernel && model.value(kernel, state.step);
    return value && value.numbers ? kernel : undefined;
  }

  half(node) {
    return node.circles ? node.radius + 2 : node.isCost ? 20 : node.half || 26;
  }

  node(node) {
    const { app } = this;
    const { line } = app;
    const active = this.isActive(node) ? " active " + line.section.pass : "";
    const body = node.isCost ? this.cost(node) : node.circles ? this.circles(node) : this.panel(node);
    const words = node.isCost ? "the cost C" : `${node.type === "input" ? "input" : "layer " + node.number} ${node.title}, ${node.type === "input" ? "" : node.type + ", "}${formatShape((node.shape || []).slice(1))}`;
    const y = node.y + node.room / 2 + 22;
    const letters = Math.floor(this.step / 7.5);
    const wide = Math.max(84, 2 * this.half(node) + 12);
    const shape = node.shape ? formatShape(node.shape.slice(1)) : "";
    const kind = node.isCost ? "" : node.type === "input" || (node.type + shape).length >= letters ? shape : node.type + " " + shape;
    return `<g class="node${active}" data-path="${escapeHtml(node.path)}" tabindex="0" role="button" aria-label="${escapeHtml(words)}: go to its equation">
      <rect class="target" x="${node.x - wide / 2}" y="${node.y - node.room / 2 - 4}" width="${wide}" height="${y + 22 - (node.y - node.room / 2)}" rx="10"/>
      ${body}<text class="title" x="${node.x}" y="${y}">${node.number ? `<tspan class="count">${node.number}</tspan> ` : ""}${escapeHtml(short(node.title, letters - 3))}</text>
      <text class="kind" x="${node.x}" y="${y + 14}">${escapeHtml(short(kind, letters))}</text></g>`;
  }

  cost(node) {
    const { model, state } = this.app;
    const known = this.app.beginning("backward") <= state.at || model.lines.some((line) => line.name.base === "C" && line.place <= state.at);
    const { cost, cost_after: after } = model.steps[state.step];
    const done = state.at >= model.lines.length;
    return `<rect class="cost" x="${node.x - 30}" y="${node.y - 18}" width="60" height="36" rx="18"/>
      <text class="costvalue" x="${node.x}" y="${node.y + 5}">${known ? formatNumber(done ? after : cost, 3) : "C"}</text>`;
  }

  circles(node) {
    const { model, state } = this.app;
    const known = node.value && this.app.isKnown(node.value);
    const value = known ? model.value(node.value, state.step) : undefined;
    const gradient = this.gradient(node);
    const back = gradient && model.value(gradient.ref, state.step);
    const most = value ? Math.max(Math.abs(value.least), Math.abs(value.greatest)) || 1 : 1;
    const mostBack = back ? Math.max(Math.abs(back.least), Math.abs(back.greatest)) || 1 : 1;
    const all = node.features || node.classes || [];
    const labels = all.length === node.units ? all : [];
    let circles = "";
    for (let unit = 0; unit < node.units; unit++) {
      const [x, y] = node.at(unit);
      const fill = value && value.numbers ? paletteOf(model, node.value).css(value.numbers[unit] / most) : "none";
      if (back && back.numbers) {
        const share = back.numbers[unit] / mostBack;
        circles += `<circle class="ring" cx="${x}" cy="${y}" r="${node.radius + 3}" stroke="${paletteOf(model, gradient.ref).css(share)}" stroke-width="${1 + 3 * Math.abs(share)}"/>`;
      }
      circles += `<circle class="unit${value ? "" : " unknown"}" data-ref="${back ? gradient.ref : node.value}" data-entry="${unit}" cx="${x}" cy="${y}" r="${node.radius}" fill="${fill}"/>`;
      const side = node.column === 0 ? -1 : 1;
      if (labels[unit] && node.units <= 12) {
        circles += `<text class="label" x="${x + side * (node.radius + 8)}" y="${y + 4}" text-anchor="${side < 0 ? "end" : "start"}">${escapeHtml(labels[unit].replaceAll("_", " "))}</text>`;
      }
    }
    return circles;
  }

  /** Many units as a picture: images as they are, other rows folded into a square. */
  panel(node) {
    const { model, state } = this.app;
    const known = node.value && this.app.isKnown(node.value);
    const value = known ? model.value(node.value, state.step) : undefined;
    const side = Math.min(112, node.room, this.step * 0.8);
    node.half = side / 2;
    const gradient = this.gradient(node);
    const back = gradient && model.value(gradient.ref, state.step);
    const box = `<rect class="panel${value ? "" : " unknown"}" x="${node.x - side / 2 - 2}" y="${node.y - side / 2 - 2}" width="${side + 4}" height="${side + 4}" rx="6"/>`;
    const image = (data, ref, y) => `<image href="${this.image(data, ref, node)}" x="${node.x - side / 2}" y="${y}" width="${side}" height="${side}" preserveAspectRatio="xMidYMid meet"/>`;
    if (back) {
      return `<rect class="panel ringed" x="${node.x - side / 2 - 2}" y="${node.y - side / 2 - 2}" width="${side + 4}" height="${side + 4}" rx="6"/>` + image(back, gradient.ref, node.y - side / 2);
    }
    return box + (value ? image(value, node.value, node.y - side / 2) : "");
  }

  /** The first example as an image's address; drawn once for each step and theme. */
  image(value, ref, node) {
    const key = [ref, this.app.state.step, document.documentElement.dataset.theme].join();
    if (!this.images.has(key)) this.images.set(key, this.painted(value, ref).toDataURL());
    return this.images.get(key);
  }

  painted(value, ref) {
    const pixels = document.createElement("canvas");
    const palette = paletteOf(this.app.model, ref);
    const shape = this.app.model.shape(ref);
    if (!value.numbers) {
      if (value.picture) paintPixels(pixels, new Layout(shape, value), value, palette);
      return pixels;
    }
    const own = shape.slice(1);
    const numbers = value.numbers.subarray(0, own.reduce((a, b) => a * b, 1));
    const side = Math.ceil(Math.sqrt(numbers.length));
    const layout = new Layout(shape.length <= 2 ? [Math.ceil(numbers.length / side), side] : [1, ...own], value);
    paintPixels(pixels, layout, { ...value, numbers }, palette);
    return layout.mosaic.across > 1 ? spread(pixels, layout.mosaic) : pixels;
  }

  over(event) {
    const target = event.target.closest("[data-entry]");
    if (target && target.dataset.ref && this.app.isKnown(target.dataset.ref)) this.app.point(target.dataset.ref, Number(target.dataset.entry));
    else if (!target) this.app.point(null);
  }

  click(event) {
    const target = event.target.closest("[data-entry]");
    if (target && target.dataset.ref && this.app.isKnown(target.dataset.ref)) {
      this.app.pin(target.dataset.ref, Number(target.dataset.entry));
      return;
    }
    const node = event.target.closest("[data-path]");
    if (node) this.jump(node.dataset.path);
  }

  /** To a layer's first equation, in the pass one is in. */
  jump(path) {
    const { app } = this;
    const pass = app.line ? app.line.section.pass : "forward";
    const of = (wanted) => app.model.lines.find((line) => (line.section.path === path || line.section.path.startsWith(path + "/")) && (!wanted || line.section.pass === wanted));
    const line = of(pass) || of();
    if (line) app.go(line.place);
  }

  /** Lights up units and connections that are related to the number pointed at. */
  light() {
    const svg = this.element.querySelector("svg");
    const { focus } = this.app.state;
    svg.classList.toggle("lit", Boolean(focus));
    const lit = new Map();
    for (const shape of svg.querySelectorAll("[data-entry]")) {
      const { ref, entry } = shape.dataset;
      if (!lit.has(ref)) lit.set(ref, this.app.litIn(ref));
      const how = lit.get(ref) ? lit.get(ref).of(Number(entry)) : "";
      shape.classList.remove("self", "from", "to", "far");
      if (how) shape.classList.add(how);
    }
  }
}

/** Tiles with gaps between them. */
function spread(pixels, { across, down, height, width }) {
  const canvas = document.createElement("canvas");
  canvas.width = across * (width + 1) - 1;
  canvas.height = down * (height + 1) - 1;
  const context = canvas.getContext("2d");
  for (let tile = 0; tile < across * down; tile++) {
    const column = tile % across, row = Math.floor(tile / across);
    context.drawImage(pixels, column * width, row * height, width, height, column * (width + 1), row * (height + 1), width, height);
  }
  return canvas;
}

function short(text, most) {
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
}
