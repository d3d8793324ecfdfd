"use strict";
// Values as heat maps: small ones as tables with numbers, large ones as pictures.

/** How entries lie on a plane: matrices as they are, long vectors in rows, the rest as tiles of the last two axes. */
function mosaicOf(shape) {
  const rank = shape.length;
  const width = rank === 0 ? 1 : shape[rank - 1];
  const height = rank < 2 ? 1 : shape[rank - 2];
  const tiles = shape.reduce((a, b) => a * b, 1) / (width * height);
  if (tiles * height === 1 && width > 128) return { across: 1, down: 1, height: Math.ceil(width / 128), width: 128 };
  const across = rank === 4 && shape[0] > 1 ? shape[1] : Math.ceil(Math.sqrt(tiles));
  return { across, down: Math.ceil(tiles / across), height, width };
}

/** A value with its name, numbers or picture, and what is lit in it. */
class HeatMap {
  /** Larger matrices have no room for digits. */
  static DIGITS = { columns: 16, cells: 272 };

  /** @param app state and relations; @param role "from" or "result", for the frame */
  constructor(app, ref, role) {
    this.app = app;
    this.model = app.model;
    this.ref = ref;
    this.shape = this.model.shape(ref);
    this.mosaic = mosaicOf(this.shape);
    this.element = document.createElement("figure");
    this.element.className = `heatmap ${role} ${this.model.names[ref].kind}`;
    this.caption = document.createElement("figcaption");
    this.element.append(this.caption);
    this.cursor = 0;
  }

  get value() {
    return this.model.value(this.ref, this.app.state.step);
  }

  /** Draws it for the current step. */
  draw() {
    const value = this.value;
    const name = this.model.names[this.ref];
    this.caption.innerHTML = `${nameHtml(name)} <small>${formatShape(this.shape)}</small>`;
    if (this.body) this.body.remove();
    this.cells = undefined;
    this.canvas = undefined;
    this.greatest = value ? Math.max(Math.abs(value.least), Math.abs(value.greatest)) || 1 : 1;
    const { rows, columns } = this.size();
    if (!value) this.body = this.text("not computed in this step");
    else if (!value.numbers) this.body = this.picture(value);
    else if (this.mosaic.across * this.mosaic.down === 1 && columns <= HeatMap.DIGITS.columns && rows * columns <= HeatMap.DIGITS.cells) this.body = this.table(value, rows, columns);
    else this.body = this.map(value);
    this.element.append(this.body);
  }

  size() {
    return { rows: this.mosaic.down * this.mosaic.height, columns: this.mosaic.across * this.mosaic.width };
  }

  text(words) {
    const text = document.createElement("p");
    text.className = "absent";
    text.textContent = words;
    return text;
  }

  table(value, rows, columns) {
    const palette = paletteOf(this.model, this.ref);
    const table = document.createElement("table");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", this.model.names[this.ref].spoken + ", " + formatShape(this.shape));
    const power = sharedPower(this.greatest);
    if (power) this.caption.innerHTML += ` <small>numbers times 10${superscript(String(power))}</small>`;
    const labels = this.model.labels(this.ref);
    if (labels) {
      const head = table.createTHead().insertRow();
      for (const label of labels) {
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.textContent = label.replaceAll("_", " ");
        head.append(cell);
      }
    }
    const body = table.createTBody();
    this.cells = [];
    for (let row = 0; row < rows; row++) {
      const line = body.insertRow();
      for (let column = 0; column < columns; column++) {
        const entry = row * columns + column;
        const cell = line.insertCell();
        const share = value.numbers[entry] / this.greatest;
        cell.textContent = formatCell(value.numbers[entry], power);
        cell.style.background = palette.css(share);
        cell.style.color = palette.ink(share);
        cell.tabIndex = entry === this.cursor ? 0 : -1;
        cell.dataset.entry = entry;
        cell.setAttribute("aria-label", `${entryText(this.model, this.ref, entry)}: ${formatNumber(value.numbers[entry])}`);
        this.cells.push(cell);
      }
    }
    const entryOf = (event) => event.target.dataset.entry;
    table.addEventListener("pointerover", (event) => entryOf(event) && this.app.point(this.ref, Number(entryOf(event))));
    table.addEventListener("pointerleave", () => this.app.point(null));
    table.addEventListener("focusin", (event) => entryOf(event) && this.app.point(this.ref, Number(entryOf(event))));
    table.addEventListener("focusout", () => this.app.point(null));
    table.addEventListener("click", (event) => entryOf(event) && this.app.pin(this.ref, Number(entryOf(event))));
    table.addEventListener("keydown", (event) => this.key(event, rows, columns, (entry) => this.cells[entry].focus()));
    return table;
  }

  key(event, rows, columns, move) {
    const row = Math.floor(this.cursor / columns), column = this.cursor % columns;
    const to = {
      ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column], Home: [row, 0], End: [row, columns - 1],
    }[event.key];
    if (event.key === "Enter") this.app.pin(this.ref, this.entryAt(row, column));
    else if (event.key === "Escape") this.app.release();
    else if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    if (!to || to[0] < 0 || to[1] < 0 || to[0] >= rows || to[1] >= columns) return;
    if (this.cells) this.cells[this.cursor].tabIndex = -1;
    this.cursor = to[0] * columns + to[1];
    if (this.cells) this.cells[this.cursor].tabIndex = 0;
    move(this.cursor);
  }

  /** The entry at a place of the plane; −1 between tiles' ends. */
  entryAt(row, column) {
    const { across, height, width } = this.mosaic;
    const tile = Math.floor(row / height) * across + Math.floor(column / width);
    const entry = tile * height * width + (row % height) * width + (column % width);
    return column < across * width && entry < this.model.size(this.ref) ? entry : -1;
  }

  /** A picture in which every entry is a small square. */
  map(value) {
    const { rows, columns } = this.size();
    const gaps = { x: this.mosaic.across > 1 ? 2 : 0, y: this.mosaic.down > 1 ? 2 : 0 };
    const room = Math.min(560, (this.element.parentElement || document.body).clientWidth - 30 || 560);
    const wide = Math.floor((room - gaps.x * this.mosaic.across) / columns), high = Math.floor((320 - gaps.y * this.mosaic.down) / rows);
    const least = rows <= 160 && wide >= 4 ? 4 : 1;
    const square = Math.max(least, Math.min(16, wide, high));
    this.grid = { square, gaps };
    const canvas = document.createElement("canvas");
    canvas.width = columns * square + gaps.x * (this.mosaic.across - 1);
    canvas.height = rows * square + gaps.y * (this.mosaic.down - 1);
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.summary(value) + " Arrow keys move from number to number.");
    this.canvas = canvas;
    this.paint(value);
    const entryOf = (event) => {
      const box = canvas.getBoundingClientRect();
      const scale = canvas.width / box.width;
      const at = (x, size, gap) => Math.floor(x * scale / (size * square + gap)) * size + Math.min(size - 1, Math.floor((x * scale % (size * square + gap)) / square));
      return this.entryAt(at(event.clientY - box.top, this.mosaic.height, gaps.y), at(event.clientX - box.left, this.mosaic.width, gaps.x));
    };
    canvas.addEventListener("pointermove", (event) => {
      const entry = entryOf(event);
      if (entry >= 0) this.app.point(this.ref, entry);
    });
    canvas.addEventListener("pointerleave", () => this.app.point(null));
    canvas.addEventListener("click", (event) => entryOf(event) >= 0 && this.app.pin(this.ref, entryOf(event)));
    canvas.addEventListener("focus", () => {
      const entry = this.entryAt(Math.floor(this.cursor / columns), this.cursor % columns);
      if (entry >= 0 && canvas.matches(":focus-visible")) this.app.point(this.ref, entry);
    });
    canvas.addEventListener("blur", () => this.app.point(null));
    canvas.addEventListener("keydown", (event) => this.key(event, rows, columns, (at) => {
      const entry = this.entryAt(Math.floor(at / columns), at % columns);
      if (entry >= 0) this.app.point(this.ref, entry, true);
    }));
    const frame = document.createElement("div");
    frame.append(canvas, this.statistics(value));
    return frame;
  }

  paint(value, lit) {
    const palette = paletteOf(this.model, this.ref);
    const context = this.canvas.getContext("2d");
    const { square, gaps } = this.grid;
    const { across, height, width } = this.mosaic;
    const size = this.model.size(this.ref);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const draw = (entry, paint) => {
      const tile = Math.floor(entry / (height * width)), inside = entry % (height * width);
      const column = (tile % across) * width + (inside % width);
      const row = Math.floor(tile / across) * height + Math.floor(inside / width);
      paint(column * square + (tile % across) * gaps.x, row * square + Math.floor(tile / across) * gaps.y);
    };
    context.globalAlpha = lit && lit.any ? 0.3 : 1;
    for (let entry = 0; entry < size; entry++) {
      context.fillStyle = palette.css(value.numbers[entry] / this.greatest);
      draw(entry, (x, y) => context.fillRect(x, y, square, square));
    }
    if (!lit || !lit.any) return;
    context.globalAlpha = 1;
    const style = getComputedStyle(document.documentElement);
    for (let entry = 0; entry < size; entry++) {
      const how = lit.of(entry);
      if (!how) continue;
      context.fillStyle = palette.css(value.numbers[entry] / this.greatest);
      draw(entry, (x, y) => {
        context.fillRect(x, y, square, square);
        if (how === "far") return;
        context.strokeStyle = style.getPropertyValue("--" + how);
        context.lineWidth = square > 5 ? 2 : 1;
        const inset = square > 5 ? 1 : 0.5;
        context.strokeRect(x + inset, y + inset, Math.max(1, square - 2 * inset), Math.max(1, square - 2 * inset));
      });
    }
  }

  /** A small picture in place of numbers that are not on the page. */
  picture(value) {
    const frame = document.createElement("div");
    if (value.picture) {
      const canvas = document.createElement("canvas");
      paintPicture(canvas, value, paletteOf(this.model, this.ref));
      const scale = Math.max(1, Math.min(8, Math.floor(320 / value.columns), Math.floor(240 / value.rows)));
      canvas.style.width = value.columns * scale + "px";
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", this.summary(value));
      frame.append(canvas);
    }
    frame.append(this.statistics(value), this.text("too many numbers for this page: shown as a picture"));
    return frame;
  }

  summary(value) {
    return `${this.model.names[this.ref].spoken}, ${formatShape(this.shape)}, from ${formatNumber(value.least)} to ${formatNumber(value.greatest)}.`;
  }

  statistics(value) {
    const text = document.createElement("p");
    text.className = "statistics";
    text.textContent = `${formatNumber(value.least, 3)} … ${formatNumber(value.greatest, 3)}, mean ${formatNumber(value.mean, 3)}`
      + (value.zeros > 0.005 ? `, ${Math.round(100 * value.zeros)} % zeros` : "");
    return text;
  }

  /** Lights entries up. @param lit what {@link litIn} says; undefined for none */
  light(lit) {
    this.element.classList.toggle("dim", Boolean(lit && !lit.any));
    if (this.cells) {
      this.cells.forEach((cell, entry) => {
        const how = lit && lit.of(entry);
        cell.className = !lit ? "" : how || "dim";
      });
    } else if (this.canvas && (lit || this.wasLit)) {
      this.paint(this.value, lit);
    }
    this.wasLit = Boolean(lit && lit.any);
  }
}

function paintPicture(canvas, { picture, rows, columns }, palette) {
  canvas.width = columns;
  canvas.height = rows;
  canvas.className = "pixels";
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  picture.forEach((byte, i) => image.data.set([...palette.mix((byte - 128) / 127), 255], 4 * i));
  context.putImageData(image, 0, 0);
}
