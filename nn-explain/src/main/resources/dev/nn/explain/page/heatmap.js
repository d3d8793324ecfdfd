"use strict";
// Values as heat maps: small ones as tables with numbers, large ones as pictures.

/** A value with its name, numbers or picture, and what is lit in it. */
class HeatMap {
  /** Larger matrices have no room for digits. */
  static DIGITS = { columns: 16, cells: 272 };

  /** So many rows of zeros below each other, or more, are folded into one. */
  static FOLDED = 3;

  /** @param app state and relations; @param role "from" or "result", for the frame */
  constructor(app, ref, role) {
    this.app = app;
    this.model = app.model;
    this.ref = ref;
    this.shape = this.model.shape(ref);
    this.element = document.createElement("figure");
    this.element.className = `heatmap ${role} ${this.model.names[ref].kind}`;
    this.caption = document.createElement("figcaption");
    this.element.append(this.caption);
    this.cursor = 0;
    this.unfolded = false;
  }

  get value() {
    return this.model.value(this.ref, this.app.state.step);
  }

  /** Draws it for the current step. */
  draw() {
    const { value } = this;
    this.caption.innerHTML = `${nameHtml(this.model.names[this.ref])} <small>${formatShape(this.shape)}</small>`;
    if (this.body) this.body.remove();
    this.cells = undefined;
    this.plane = undefined;
    this.body = value ? this.content(value) : textOf("absent", "not computed in this step");
    this.element.append(this.body);
  }

  content(value) {
    const size = this.model.size(this.ref);
    if (value.least === 0 && value.greatest === 0 && size > 4 && !this.unfolded) return this.zeros(size);
    if (value.numbers) {
      const { mosaic } = new Layout(this.shape, value);
      const rows = this.rows(value, mosaic.height, mosaic.width);
      const shown = rows.filter((row) => row.length === 1).length;
      const fits = mosaic.width <= HeatMap.DIGITS.columns && shown * mosaic.width <= HeatMap.DIGITS.cells;
      if (mosaic.across * mosaic.down === 1 && size === mosaic.width * mosaic.height && fits) return this.table(value, rows, mosaic.width);
    }
    return this.picture(value, size);
  }

  /** Nothing but zeros says nothing: they are only counted. */
  zeros(size) {
    const text = textOf("folded", `all ${size.toLocaleString("en")} numbers are 0 `);
    const button = document.createElement("button");
    button.className = "link";
    button.textContent = "show them";
    button.addEventListener("click", () => {
      this.unfolded = true;
      this.draw();
    });
    text.append(button);
    return text;
  }

  /** Row by row, [row]; rows of zeros that are folded together, [first, last]. */
  rows(value, height, width) {
    const rows = [];
    const isZero = (row) => {
      for (let i = row * width; i < (row + 1) * width; i++) if (value.numbers[i] !== 0) return false;
      return true;
    };
    for (let row = 0; row < height; row++) {
      let end = row;
      while (!this.unfolded && end < height && isZero(end)) end++;
      if (end - row >= HeatMap.FOLDED) {
        rows.push([row, end - 1]);
        row = end - 1;
      } else {
        rows.push([row]);
      }
    }
    return rows;
  }

  table(value, rows, columns) {
    const table = document.createElement("table");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", this.model.names[this.ref].spoken + ", " + formatShape(this.shape));
    const greatest = Math.max(Math.abs(value.least), Math.abs(value.greatest)) || 1;
    const power = sharedPower(greatest);
    if (power) this.caption.innerHTML += ` <small>numbers times 10${superscript(String(power))}</small>`;
    const isFolded = rows.some((row) => row.length > 1);
    this.head(table, isFolded);
    const body = table.createTBody();
    this.cells = new Map();
    for (const [row, last] of rows) {
      const line = body.insertRow();
      if (isFolded) line.append(heading("row", last === undefined ? row + 1 : `${row + 1}–${last + 1}`));
      if (last !== undefined) this.foldedRows(line, columns, last - row + 1);
      else for (let column = 0; column < columns; column++) this.cell(line, row * columns + column, value.numbers, greatest, power);
    }
    this.cursor = this.cells.has(this.cursor) ? this.cursor : this.cells.keys().next().value;
    if (this.cells.size) this.cells.get(this.cursor).tabIndex = 0;
    this.listen(table, columns);
    return table;
  }

  head(table, isFolded) {
    const labels = this.model.labels(this.ref);
    if (!labels) return;
    const head = table.createTHead().insertRow();
    if (isFolded) head.insertCell();
    for (const label of labels) head.append(heading("col", label.replaceAll("_", " ")));
  }

  foldedRows(line, columns, count) {
    const cell = line.insertCell();
    cell.colSpan = columns;
    cell.className = "folded";
    cell.textContent = `${count.toLocaleString("en")} rows of 0`;
  }

  cell(line, entry, numbers, greatest, power) {
    const palette = paletteOf(this.model, this.ref);
    const cell = line.insertCell();
    const share = numbers[entry] / greatest;
    cell.textContent = formatCell(numbers[entry], power);
    cell.style.background = palette.css(share);
    cell.style.color = palette.ink(share);
    cell.tabIndex = -1;
    cell.dataset.entry = entry;
    cell.setAttribute("aria-label", `${entryText(this.model, this.ref, entry)}: ${formatNumber(numbers[entry])}`);
    this.cells.set(entry, cell);
  }

  listen(table, columns) {
    const entryOf = (event) => event.target.dataset.entry;
    table.addEventListener("pointerover", (event) => (entryOf(event) ? this.app.point(this.ref, Number(entryOf(event))) : this.app.point(null)));
    table.addEventListener("pointerleave", () => this.app.point(null));
    table.addEventListener("focusin", (event) => entryOf(event) && this.app.point(this.ref, Number(entryOf(event)), true));
    table.addEventListener("focusout", () => this.app.point(null));
    table.addEventListener("click", (event) => entryOf(event) && this.app.pin(this.ref, Number(entryOf(event))));
    table.addEventListener("keydown", (event) => this.key(event, columns));
  }

  key(event, columns) {
    if (event.key === "Enter") this.app.pin(this.ref, this.cursor);
    else if (event.key === "Escape") this.app.release();
    else {
      let to = movedBy(event.key, Math.floor(this.cursor / columns), this.cursor % columns, columns);
      if (!to) return;
      // Past rows that are folded.
      const last = this.model.size(this.ref) / columns;
      while (to[0] >= 0 && to[0] < last && !this.cells.has(to[0] * columns)) to = movedBy(event.key, ...to, columns);
      const entry = to[0] * columns + to[1];
      if (to[1] >= 0 && to[1] < columns && this.cells.has(entry)) {
        this.cells.get(this.cursor).tabIndex = -1;
        this.cursor = entry;
        this.cells.get(entry).tabIndex = 0;
        this.cells.get(entry).focus();
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Every number a square; or, if there are too many for the page, every square the mean of a block. */
  picture(value, size) {
    const frame = document.createElement("div");
    if (value.numbers || value.picture) {
      const room = Math.min(560, (this.element.parentElement || document.body).clientWidth - 30 || 560);
      const spoken = `${this.model.names[this.ref].spoken}, ${formatShape(this.shape)}, from ${formatNumber(value.least)} to ${formatNumber(value.greatest)}.`;
      this.plane = new Plane(this.app, this.ref, value, room, spoken);
      frame.append(this.plane.canvas);
    }
    frame.append(statisticsOf(value));
    if (!value.numbers) {
      const each = value.picture && value.picture.length < size ? "; each square is the mean of a block of them" : "";
      frame.append(textOf("absent", `${size.toLocaleString("en")} numbers are too many for this page${each}`));
    }
    return frame;
  }

  /** Lights entries up. @param lit what {@link App#litIn} says; undefined for none */
  light(lit) {
    this.element.classList.toggle("dim", Boolean(lit && !lit.any));
    if (this.cells) {
      this.cells.forEach((cell, entry) => {
        cell.className = !lit ? "" : lit.of(entry) || "dim";
      });
    } else if (this.plane && (lit || this.wasLit)) {
      this.plane.paint(lit);
    }
    this.wasLit = Boolean(lit && lit.any);
  }
}

function textOf(kind, words) {
  const text = document.createElement("p");
  text.className = kind;
  text.textContent = words;
  return text;
}

function heading(scope, words) {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = words;
  return cell;
}

function statisticsOf(value) {
  return textOf("statistics", `${formatNumber(value.least, 3)} … ${formatNumber(value.greatest, 3)}, mean ${formatNumber(value.mean, 3)}`
    + (value.zeros > 0.005 ? `, ${Math.round(100 * value.zeros)} % zeros` : ""));
}
