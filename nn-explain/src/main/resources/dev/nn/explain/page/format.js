"use strict";
// Numbers, names and formulas as text and HTML; colours of heat maps.

/** With four significant digits, as in the text report. */
function formatNumber(x, digits = 4) {
  if (x === undefined || x === null) return "?";
  if (!Number.isFinite(x)) return Number.isNaN(x) ? "NaN" : x > 0 ? "∞" : "−∞";
  if (x === Math.round(x) && Math.abs(x) < 1e6) return String(x === 0 ? 0 : x).replace("-", "−");
  const size = Math.abs(x);
  let text = size >= 1e-4 && size < 1e6 ? x.toPrecision(digits) : x.toExponential(digits - 1);
  if (text.includes("e")) {
    const [mantissa, exponent] = text.split("e");
    text = `${trimmed(mantissa)}·10${superscript(String(Number(exponent)))}`;
  } else {
    text = trimmed(text);
  }
  return text.replace("-", "−");
}

function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function superscript(text) {
  return text.replace(/[-0-9]/g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
}

/**
 * For cells: two digits after the point, times a power of ten that the whole matrix shares.
 *
 * @param power see {@link sharedPower}
 */
function formatCell(x, power) {
  if (x === 0 || !Number.isFinite(x)) return formatNumber(x);
  const scaled = x / 10 ** power;
  const size = Math.abs(scaled);
  if (size < 0.005) return "≈0";
  return formatNumber(size >= 100 ? Math.round(scaled) : Number(scaled.toFixed(size >= 10 ? 1 : 2)));
}

/** The power of ten that is taken out of very small and very large matrices; else 0. */
function sharedPower(greatest) {
  const power = Math.floor(Math.log10(greatest));
  return power <= -2 || power >= 4 ? power : 0;
}

function formatShape(shape) {
  return shape.length === 0 ? "one number" : shape.join(" × ");
}

function escapeHtml(text) {
  return String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

/** A name in the textbook's notation: base, layer above, index below. */
function nameHtml(name, index = "") {
  const below = [name.index, index].filter(Boolean).join(",");
  const raised = name.layer ? `<sup>${escapeHtml(name.layer)}</sup>` : "";
  const lowered = below ? `<sub>${escapeHtml(below)}</sub>` : "";
  const scripts = raised && lowered ? `<span class="scripts">${raised}${lowered}</span>` : raised + lowered;
  const base = `<var${name.base.length > 2 ? ' class="word"' : ""}>${escapeHtml(name.base)}</var>${scripts}`;
  return `<span class="name">${name.derivative ? `<i>∂C</i>/<i>∂</i>` : ""}${base}</span>`;
}

/** The name of one entry. */
function entryHtml(model, ref, entry) {
  return nameHtml(model.names[ref], model.place(ref, entry).join(","));
}

function entryText(model, ref, entry) {
  const place = model.place(ref, entry);
  return model.names[ref].spoken + (place.length ? ", entry " + place.join(" ") : "");
}

const PRECEDENCE = { add: 1, subtract: 1, negate: 1, multiply: 2, divide: 2 };
const SIGNS = { add: " + ", subtract: " − ", multiply: "·", divide: " / " };
const RELATIONS = { equal: "=", not_equal: "≠", less: "<", less_equal: "≤", greater: ">", greater_equal: "≥", is: "=" };
const FUNCTION_NAMES = { sigmoid: "σ", log: "ln", greatest: "max", least: "min", maximum: "max", minimum: "min" };

/** Formulas of single numbers as HTML, each symbol written by the given function. */
class FormulaHtml {
  /** @param most terms of a sum that are written; of longer ones the first and the last */
  constructor(symbol, most) {
    this.symbol = symbol;
    this.most = most;
  }

  of(term, around = 0) {
    if (term.number !== undefined) return bracketed(formatNumber(term.number), term.number < 0 && around > 0);
    if (term.ref !== undefined) return this.symbol(term);
    if (term.sum) return bracketed(this.sum(term.sum), around > 1);
    const [x, y, z] = term.operands;
    const own = PRECEDENCE[term.op];
    if (SIGNS[term.op]) {
      const strict = term.op === "subtract" || term.op === "divide" ? 1 : 0;
      return bracketed(this.of(x, own) + SIGNS[term.op] + this.of(y, own + strict), around > own);
    }
    if (RELATIONS[term.op]) return `[${this.of(x)} ${RELATIONS[term.op]} ${this.of(y)}]`;
    if (term.op === "negate") return bracketed("−" + this.of(x, 2), around > 1);
    if (term.op === "square") return this.of(x, 3) + "<sup>2</sup>";
    if (term.op === "power") return this.of(x, 3) + `<sup>${this.of(y)}</sup>`;
    if (term.op === "exp") return `<var>e</var><sup>${this.of(x)}</sup>`;
    if (term.op === "abs") return `|${this.of(x)}|`;
    if (term.op === "sqrt") return "√" + this.of(x, 3);
    if (term.op === "reciprocal") return bracketed("1 / " + this.of(x, 3), around > 2);
    if (term.op === "cast" || term.op === "broadcast") return this.of(x, around);
    if (term.op === "select") return this.select(x, y, z, around);
    if (term.op === "minus_log_softmax") return `−ln softmax<sub>${this.of(term.operands[term.operands.length - 1])}</sub>(${this.list(term.operands.slice(0, -1))})`;
    return `${FUNCTION_NAMES[term.op] || term.op.replaceAll("_", " ")}(${this.list(term.operands)})`;
  }

  select(condition, yes, no, around) {
    if (no.number === 0) return bracketed(this.of(yes, 2) + "·" + this.of(condition), around > 2);
    return `(${this.of(yes)} where ${this.of(condition)}, else ${this.of(no)})`;
  }

  sum(terms) {
    return this.shortened(terms.map((each) => () => this.of(each, 1)), " + ").replaceAll(" + −", " − ");
  }

  list(terms) {
    return this.shortened(terms.map((each) => () => this.of(each)), ", ");
  }

  shortened(parts, separator) {
    const chosen = parts.length <= this.most ? parts : [...parts.slice(0, this.most - 1), () => "…", parts[parts.length - 1]];
    return chosen.map((part) => part()).join(separator);
  }
}

function bracketed(text, needed) {
  return needed ? `(${text})` : text;
}

/** Colours of heat maps: from the paper's colour at 0 to one hue for positive and one for negative numbers. */
class Palette {
  constructor(paper, negative, positive) {
    this.paper = paper;
    this.negative = negative;
    this.positive = positive;
  }

  /** @param share x divided by the greatest |x|, so between −1 and 1 */
  mix(share) {
    if (Number.isNaN(share)) return [128, 128, 128];
    const end = share < 0 ? this.negative : this.positive;
    // The root lets small numbers be told from 0.
    const weight = Math.sqrt(Math.min(1, Math.abs(share)));
    return this.paper.map((c, i) => Math.round(c + (end[i] - c) * weight));
  }

  css(share) {
    return `rgb(${this.mix(share).join(" ")})`;
  }

  /** A function that gives the colour as a pixel of an image's data; from a table, as there may be many. */
  pixels() {
    const levels = 256;
    const pixel = ([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red;
    this.table = this.table || Uint32Array.from({ length: 2 * levels + 1 }, (_, i) => pixel(this.mix(Math.sign(i - levels) * ((i - levels) / levels) ** 2)));
    const unknown = pixel(this.mix(NaN));
    return (share) => (Number.isNaN(share) ? unknown >>> 0 : this.table[levels + Math.round(Math.sign(share) * Math.sqrt(Math.min(1, Math.abs(share))) * levels)]);
  }

  /** Black or white, whichever can be read on it. */
  ink(share) {
    const [r, g, b] = this.mix(share).map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#111" : "#fff";
  }
}

const PALETTES = {
  light: {
    value: new Palette([255, 255, 255], [37, 99, 175], [221, 107, 22]),
    gradient: new Palette([255, 255, 255], [13, 121, 111], [162, 38, 148]),
  },
  dark: {
    value: new Palette([30, 34, 44], [84, 150, 230], [240, 140, 60]),
    gradient: new Palette([30, 34, 44], [46, 178, 160], [222, 100, 205]),
  },
};

/** Values and parameters have one pair of colours, gradients another. */
function paletteOf(model, ref) {
  const dark = document.documentElement.dataset.theme === "dark";
  const kind = (model.names[ref] || {}).kind;
  return PALETTES[dark ? "dark" : "light"][kind === "gradient" ? "gradient" : "value"];
}
