"use strict";
// The data of the page: names, equations, ops between them, and the numbers of each training step.

/** One training step of one network; see "nn explain" in docs/commands.md for the data's format. */
class Model {
  constructor(data) {
    this.subject = data.subject;
    this.network = data.network;
    this.graph = data.graph;
    this.names = data.names;
    this.steps = data.steps;
    this.flat = data.flat || [];
    this.limits = data.numbers_up_to || [Infinity, Infinity];
    this.aliases = new Map();
    this.decoded = new Map();
    this.sections = data.sections;
    this.lines = [];
    for (const section of data.sections) {
      for (const line of section.lines) {
        line.section = section;
        line.place = this.lines.length;
        this.lines.push(line);
      }
    }
    this.lineOf = new Map();
    for (const line of this.lines) {
      if (!this.lineOf.has(line.ref)) this.lineOf.set(line.ref, line);
    }
    this.findAliases();
    this.given = Object.keys(this.names).filter((ref) => !this.lineOf.has(ref) && this.ref(ref) === ref);
  }

  /** Values that go by the same name are the same: what a cross-entropy computes for itself is shown once. */
  findAliases() {
    const first = new Map();
    for (const [ref, name] of Object.entries(this.names)) {
      const key = name.text + " " + name.shape.join("×");
      if (name.kind === "value" && first.has(key) && !this.graph[ref]) this.aliases.set(ref, first.get(key));
      else if (!first.has(key)) first.set(key, ref);
    }
    for (const line of this.lines) line.uses = [...new Set(line.uses.map((ref) => this.ref(ref)))];
  }

  /** The value that is shown for a value. */
  ref(ref) {
    return this.aliases.get(ref) || ref;
  }

  shape(ref) {
    return this.names[ref] ? this.names[ref].shape : this.graph[ref].shape;
  }

  /** The shapes of what a node reads. */
  inputShapes(node) {
    if (!node.shapes) node.shapes = node.inputs.map((input) => this.shape(input));
    return node.shapes;
  }

  size(ref) {
    return this.shape(ref).reduce((a, b) => a * b, 1);
  }

  /** A value at a step: {numbers} or {picture, rows, columns}, with statistics; undefined if it was not computed. */
  value(ref, step) {
    return this.tensor(step + " " + this.ref(ref), this.steps[step].values[this.ref(ref)]);
  }

  /** The value of a parameter, by its path. */
  parameter(path) {
    return this.network.layers.map((layer) => layer.parameters[path]).find(Boolean);
  }

  /** A parameter after the update. */
  after(path, step) {
    return this.tensor(step + " after " + path, this.steps[step].parameters_after[path]);
  }

  tensor(key, stored) {
    if (!stored) return undefined;
    if (!this.decoded.has(key)) this.decoded.set(key, decode(stored));
    return this.decoded.get(key);
  }

  number(ref, entry, step) {
    const value = this.value(ref, step);
    return value && value.numbers ? value.numbers[entry] : undefined;
  }

  /** The layer that a value belongs to; undefined for the cost and the optimizer. */
  layer(ref) {
    const path = (this.names[ref] || {}).path || "";
    return this.network.layers.find((layer) => path === layer.path || path.startsWith(layer.path + "/"));
  }

  /** Indices of an entry, from 1; the batch's axis is left out if there is one example. */
  place(ref, entry) {
    const shape = this.shape(ref);
    const at = indicesOf(shape, entry).map((i) => i + 1);
    return shape.length > 1 && shape[0] === 1 ? at.slice(1) : at;
  }

  /** What the entries along the last axis are called: features, classes; undefined if they have no names. */
  labels(ref) {
    const shape = this.shape(ref);
    const last = shape[shape.length - 1];
    const input = this.network.inputs.find((each) => each.value === ref);
    const layer = this.layer(ref);
    const labels = input ? input.features : layer ? layer.classes : [];
    return labels.length === last ? labels : undefined;
  }
}

/** Numbers from {numbers} or {floats}, with statistics; pictures as they are. */
function decode(stored) {
  if (stored.picture !== undefined || stored.least !== undefined) {
    const cells = stored.picture === undefined ? undefined : bytesOf(stored.picture);
    return { ...stored, picture: cells };
  }
  const numbers = stored.numbers ? Float64Array.from(stored.numbers, (x) => (x === null ? NaN : x))
    : new Float32Array(bytesOf(stored.floats).buffer);
  return { numbers, ...statistics(numbers) };
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

function statistics(numbers) {
  let least = Infinity, greatest = -Infinity, sum = 0, squares = 0, zeros = 0;
  for (const x of numbers) {
    least = Math.min(least, x);
    greatest = Math.max(greatest, x);
    sum += x;
    squares += x * x;
    if (x === 0) zeros++;
  }
  const mean = sum / numbers.length;
  const deviation = Math.sqrt(Math.max(0, squares / numbers.length - mean * mean));
  return { least, greatest, mean, deviation, zeros: zeros / numbers.length };
}
