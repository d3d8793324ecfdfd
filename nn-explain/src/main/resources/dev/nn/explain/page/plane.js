"use strict";
// Values as pictures: each number, or the mean of a block of numbers, is a small square.

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

/** Places of entries on a plane of rows and columns, each of which stands for one entry or for a block of them. */
class Layout {
  /** @param value with a picture of rows and columns, or with numbers */
  constructor(shape, value) {
    this.size = shape.reduce((a, b) => a * b, 1);
    this.mosaic = mosaicOf(shape);
    this.high = this.mosaic.down * this.mosaic.height;
    this.wide = this.mosaic.across * this.mosaic.width;
    this.rows = value.numbers ? this.high : value.rows;
    this.columns = value.numbers ? this.wide : value.columns;
    this.exact = this.rows === this.high && this.columns === this.wide;
  }

  /** The first entry at a place; −1 where the last tiles end. */
  entryAt(row, column) {
    const { across, height, width } = this.mosaic;
    const y = Math.ceil((row * this.high) / this.rows), x = Math.ceil((column * this.wide) / this.columns);
    const entry = (Math.floor(y / height) * across + Math.floor(x / width)) * height * width + (y % height) * width + (x % width);
    return x < this.wide && y < this.high && entry < this.size ? entry : -1;
  }

  /** The place of an entry: row · columns + column. */
  placeOf(entry) {
    const { across, height, width } = this.mosaic;
    const tile = Math.floor(entry / (height * width)), inside = entry % (height * width);
    const y = Math.floor(tile / across) * height + Math.floor(inside / width), x = (tile % across) * width + (inside % width);
    return Math.floor((y * this.rows) / this.high) * this.columns + Math.floor((x * this.columns) / this.wide);
  }
}

/** Paints every place of a layout as one pixel. */
function paintPixels(canvas, layout, value, palette) {
  canvas.width = layout.columns;
  canvas.height = layout.rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(layout.columns, layout.rows);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = palette.pixels();
  if (value.numbers) {
    const greatest = Math.max(Math.abs(value.least), Math.abs(value.greatest)) || 1;
    for (let entry = 0; entry < value.numbers.length; entry++) pixels[layout.placeOf(entry)] = colours(value.numbers[entry] / greatest);
  } else {
    value.picture.forEach((byte, i) => (pixels[i] = colours((byte - 128) / 127)));
  }
  context.putImageData(image, 0, 0);
}

/**
 * Copies the lit pixels of a layout, the rest is left transparent. Returns the places of those that are near: directly
 * related, with what lights them.
 *
 * @param most of them that are wanted
 */
function litPixels(canvas, layout, pixels, lit, most) {
  const { rows, columns } = layout;
  canvas.width = columns;
  canvas.height = rows;
  const all = new Uint32Array(pixels.getContext("2d").getImageData(0, 0, columns, rows).data.buffer);
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  const chosen = new Uint32Array(image.data.buffer);
  const near = new Map();
  lit.each((entry, how) => {
    const place = layout.placeOf(entry);
    chosen[place] = all[place];
    if (how !== "far" && (near.size < most || how === "self")) near.set(place, how);
  });
  context.putImageData(image, 0, 0);
  return near;
}

/** A picture that one can point into, with the mouse or by arrow keys. */
class Plane {
  /** More lit squares than this get no frame of their own. */
  static FRAMES = 2000;

  /** @param room how wide it may be */
  constructor(app, ref, value, room, label) {
    this.app = app;
    this.ref = ref;
    this.value = value;
    this.layout = new Layout(app.model.shape(ref), value);
    this.measure(room);
    this.canvas = document.createElement("canvas");
    const { rows, columns } = this.layout;
    this.canvas.width = columns * this.square + this.gaps.x * (this.layout.mosaic.across - 1);
    this.canvas.height = rows * this.square + this.gaps.y * (this.layout.mosaic.down - 1);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", label + " Arrow keys move from number to number.");
    this.cursor = [0, 0];
    this.pixels = document.createElement("canvas");
    paintPixels(this.pixels, this.layout, value, paletteOf(app.model, ref));
    this.listen();
    this.paint();
  }

  measure(room) {
    const { rows, columns, mosaic, exact } = this.layout;
    this.gaps = { x: exact && mosaic.across > 1 ? 2 : 0, y: exact && mosaic.down > 1 ? 2 : 0 };
    const wide = Math.floor((room - this.gaps.x * mosaic.across) / columns), high = Math.floor((320 - this.gaps.y * mosaic.down) / rows);
    const least = rows <= 160 && wide >= 4 ? 4 : 1;
    this.square = Math.max(least, Math.min(16, wide, high));
  }

  listen() {
    const { canvas, app, ref } = this;
    canvas.addEventListener("pointermove", (event) => this.entryUnder(event) >= 0 && app.point(ref, this.entryUnder(event)));
    canvas.addEventListener("pointerleave", () => app.point(null));
    canvas.addEventListener("click", (event) => this.entryUnder(event) >= 0 && app.pin(ref, this.entryUnder(event)));
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && app.point(ref, this.layout.entryAt(...this.cursor), true));
    canvas.addEventListener("blur", () => app.point(null));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  entryUnder(event) {
    const { mosaic, rows, columns, exact } = this.layout;
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / box.width;
    const at = (x, size, gap) => {
      const tile = Math.floor(x / (size * this.square + gap));
      return tile * size + Math.min(size - 1, Math.floor((x - tile * (size * this.square + gap)) / this.square));
    };
    const row = at((event.clientY - box.top) * scale, exact ? mosaic.height : rows, this.gaps.y);
    const column = at((event.clientX - box.left) * scale, exact ? mosaic.width : columns, this.gaps.x);
    return row >= 0 && column >= 0 && row < rows && column < columns ? this.layout.entryAt(row, column) : -1;
  }

  key(event) {
    const [row, column] = this.cursor;
    if (event.key === "Enter") this.app.pin(this.ref, this.layout.entryAt(row, column));
    else if (event.key === "Escape") this.app.release();
    else {
      const to = movedBy(event.key, row, column, this.layout.columns);
      if (!to) return;
      const [down, right] = to;
      const inside = down >= 0 && right >= 0 && down < this.layout.rows && right < this.layout.columns;
      const entry = inside ? this.layout.entryAt(down, right) : -1;
      if (entry >= 0) {
        this.cursor = to;
        this.app.point(this.ref, entry, true);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Calls paint(x, y) for the square at a place. */
  atPlace(place, paint) {
    const { mosaic, columns } = this.layout;
    const row = Math.floor(place / columns), column = place % columns;
    paint(column * this.square + Math.floor(column / mosaic.width) * this.gaps.x, row * this.square + Math.floor(row / mosaic.height) * this.gaps.y);
  }

  /** @param lit what {@link App#litIn} says; undefined for none */
  paint(lit) {
    const { canvas, square } = this;
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.globalAlpha = lit && lit.any ? 0.3 : 1;
    this.paintTiles(context, this.pixels);
    context.globalAlpha = 1;
    if (!lit || !lit.any) return;
    const chosen = document.createElement("canvas");
    const near = litPixels(chosen, this.layout, this.pixels, lit, Plane.FRAMES + 1);
    this.paintTiles(context, chosen);
    this.frame(context, near.size > Plane.FRAMES ? [...near].filter(([, how]) => how === "self") : [...near]);
  }

  frame(context, near) {
    const { square } = this;
    const style = getComputedStyle(document.documentElement);
    const inset = square > 5 ? 1 : 0.5;
    context.lineWidth = square > 5 ? 2 : 1;
    for (const how of ["to", "from", "self"]) {
      context.strokeStyle = style.getPropertyValue("--" + how);
      context.beginPath();
      for (const [place, own] of near) {
        if (own !== how) continue;
        this.atPlace(place, (x, y) => context.rect(x + inset, y + inset, Math.max(1, square - 2 * inset), Math.max(1, square - 2 * inset)));
      }
      context.stroke();
    }
  }

  paintTiles(context, pixels) {
    const { mosaic, rows, columns, exact } = this.layout;
    const width = exact ? mosaic.width : columns, height = exact ? mosaic.height : rows;
    for (let row = 0; row < rows; row += height) {
      for (let column = 0; column < columns; column += width) {
        this.atPlace(row * columns + column, (x, y) =>
          context.drawImage(pixels, column, row, width, height, x, y, width * this.square, height * this.square));
      }
    }
  }
}

/** Where a key leads from a place; undefined for other keys. */
function movedBy(key, row, column, columns) {
  return {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column], Home: [row, 0], End: [row, columns - 1],
  }[key];
}
