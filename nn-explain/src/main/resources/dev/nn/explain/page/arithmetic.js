"use strict";
// Formulas of single numbers, and their values: the page does the arithmetic again, in the browser.

/**
 * Formulas as trees: {number}, {ref, entry}, {op, operands}, {sum: [...]}.
 */
class Arithmetic {
  constructor(model) {
    this.model = model;
    this.step = 0;
  }

  /** What an entry is made of, back to values that have a name; null if that is not known entry by entry. */
  formula(ref, entry) {
    const node = this.model.graph[ref];
    if (!node) return null;
    try {
      return this.expand(node, entry);
    } catch (unknown) {
      if (unknown === NO_FORMULA) return null;
      throw unknown;
    }
  }

  /** A number, whether it has a name or lies between those that have; NaN if the page does not hold what it takes. */
  number(ref, entry) {
    if (this.model.names[ref]) {
      const number = this.model.number(this.model.ref(ref), entry, this.step);
      return number === undefined ? NaN : number;
    }
    const formula = this.formula(ref, entry);
    return formula ? this.evaluate(formula) : NaN;
  }

  read(ref, entry) {
    if (this.model.names[ref]) return { ref: this.model.ref(ref), entry };
    const node = this.model.graph[ref];
    if (!node) throw NO_FORMULA;
    return this.expand(node, entry);
  }

  expand(node, entry) {
    if (node.op === "constant") {
      if (!node.values) throw NO_FORMULA;
      return { number: node.values[entry] };
    }
    const operands = [], places = [];
    const shapes = this.model.inputShapes(node);
    const number = (input, at) => this.number(node.inputs[input], at);
    const known = eachSource(node, shapes, entry, number, (input, at) => {
      operands.push(this.read(node.inputs[input], at));
      places.push(at);
    });
    const build = FORMULAS[node.op];
    if (!known || (!build && !node.elementwise)) throw NO_FORMULA;
    return build ? build(operands, node, entry, places, shapes) : { op: node.op, operands };
  }

  /** The value of a formula, in double precision; NaN if a number is missing. */
  evaluate(term) {
    if (term.number !== undefined) return term.number;
    if (term.ref !== undefined) {
      return this.number(term.ref, term.entry);
    }
    const numbers = (term.sum || term.operands).map((each) => this.evaluate(each));
    return term.sum ? numbers.reduce((a, b) => a + b, 0) : FUNCTIONS[term.op](...numbers);
  }
}

const NO_FORMULA = { message: "no formula for single numbers" };

const first = (operands) => operands[0];
const sumOf = (operands) => (operands.length === 1 ? operands[0] : { sum: operands });

const sumOrNothing = (operands) => (operands.length === 0 ? { number: 0 } : sumOf(operands));
/** Of pairs of a place and what lies there. */
const sumOfSeconds = (operands) => sumOrNothing(operands.filter((_, i) => i % 2 === 1));
const meanOf = (operands) =>
  operands.length === 1 ? operands[0] : { op: "divide", operands: [sumOf(operands), { number: operands.length }] };

/** How many entries of an image a window sees. */
function seen(node, at, image) {
  let count = 0;
  eachTap(node.window, (tap) => within(placed(node, at, tap), image) && count++);
  return count;
}

/** Σ of the products of operands that come in pairs. */
function sumOfProducts(operands) {
  const terms = [];
  for (let k = 0; k < operands.length; k += 2) {
    terms.push({ op: "multiply", operands: [operands[k], operands[k + 1]] });
  }
  return terms.length === 0 ? { number: 0 } : sumOf(terms);
}

/** How operands make a result, for ops that are not element-wise. */
const FORMULAS = {
  same: first,
  cast: first,
  broadcast: first,
  transpose: first,
  slice: first,
  reverse: first,
  concat: first,
  flat_variables: first,
  gather: first,
  pad: (operands) => operands[0] || { number: 0 },
  matmul: sumOfProducts,
  convolution: sumOfProducts,
  convolution_input_gradient: sumOfProducts,
  convolution_kernel_gradient: sumOfProducts,
  reduce_sum: sumOf,
  scatter_add: sumOfSeconds,
  reduce_mean: meanOf,
  average_pool: meanOf,
  average_pool_gradient(operands, node, entry, places, [gradient]) {
    return sumOrNothing(operands.map((operand, i) =>
      ({ op: "divide", operands: [operand, { number: seen(node, indicesOf(gradient, places[i]), node.shape) }] })));
  },
  max_pool_gradient: sumOfSeconds,
  reduce_max: (operands) => ({ op: "greatest", operands }),
  reduce_min: (operands) => ({ op: "least", operands }),
  /** Its second output says where in the plane the greatest lies. */
  max_pool(operands, node, entry, places, [image]) {
    if (node.output !== 1) return { op: "greatest", operands };
    const plane = image.slice(2).reduce((a, b) => a * b, 1);
    return { op: "place_of_greatest", operands: operands.flatMap((operand, i) => [operand, { number: places[i] % plane }]) };
  },
  softmax(operands, node, entry) {
    const width = node.shape[node.shape.length - 1];
    const powers = operands.map((operand) => ({ op: "exp", operands: [operand] }));
    return { op: "divide", operands: [powers[entry % width], sumOf(powers)] };
  },
  one_hot: (operands, node, entry) =>
    ({ op: "is", operands: [operands[0], { number: entry % node.shape[node.shape.length - 1] }] }),
  sparse_softmax_cross_entropy(operands, node, entry) {
    if (node.output === 1) return FORMULAS.softmax(operands, node, entry);
    const wanted = operands[operands.length - 1];
    return { op: "minus_log_softmax", operands: [...operands.slice(0, -1), wanted] };
  },
};

const FUNCTIONS = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  power: (x, y) => x ** y,
  maximum: Math.max,
  minimum: Math.min,
  greatest: Math.max,
  least: Math.min,
  negate: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  square: (x) => x * x,
  reciprocal: (x) => 1 / x,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  relu: (x) => Math.max(0, x),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf: errorFunction,
  gelu: (x) => x * normal(x),
  gelu_slope: (x) => normal(x) + (x * Math.exp(-x * x / 2)) / Math.sqrt(2 * Math.PI),
  floor: Math.floor,
  equal: (x, y) => (x === y ? 1 : 0),
  not_equal: (x, y) => (x !== y ? 1 : 0),
  less: (x, y) => (x < y ? 1 : 0),
  less_equal: (x, y) => (x <= y ? 1 : 0),
  greater: (x, y) => (x > y ? 1 : 0),
  greater_equal: (x, y) => (x >= y ? 1 : 0),
  select: (condition, yes, no) => (condition ? yes : no),
  is: (x, y) => (x === y ? 1 : 0),
  place_of_greatest(...operands) {
    let best = 0;
    for (let i = 2; i < operands.length; i += 2) if (operands[i] > operands[best]) best = i;
    return operands[best + 1];
  },
  minus_log_softmax(...operands) {
    const wanted = operands.pop();
    const greatest = Math.max(...operands);
    return Math.log(operands.reduce((sum, x) => sum + Math.exp(x - greatest), 0)) - (operands[wanted] - greatest);
  },
};

/** Φ, the standard normal distribution. */
function normal(x) {
  return 0.5 * (1 + errorFunction(x * Math.SQRT1_2));
}

/** By its Taylor series; beyond 4 it is ±1 to seven digits. */
function errorFunction(x) {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x, sum = x;
  for (let n = 1; n < 80; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
