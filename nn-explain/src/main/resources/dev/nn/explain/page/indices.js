"use strict";
// Index arithmetic: of which entries of its inputs an entry of an op's result is made.

/** Indices of an entry, one for each axis, from 0. */
function indicesOf(shape, entry) {
  const at = new Array(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at[axis] = entry % shape[axis];
    entry = Math.floor(entry / shape[axis]);
  }
  return at;
}

/** Row-major place of an entry. */
function entryAt(shape, at) {
  let entry = 0;
  for (let axis = 0; axis < shape.length; axis++) entry = entry * shape[axis] + at[axis];
  return entry;
}

function sameShape(a, b) {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** The entry of an operand that meets an entry of a broadcast result. */
function broadcastEntry(shape, at) {
  let entry = 0;
  const ahead = at.length - shape.length;
  for (let axis = 0; axis < shape.length; axis++) {
    entry = entry * shape[axis] + (shape[axis] === 1 ? 0 : at[ahead + axis]);
  }
  return entry;
}

/**
 * Calls use(input, entry) for every entry that goes into one entry of a node, in the order of the formula.
 * Returns false for ops whose index arithmetic is not known here: then everything goes into everything.
 *
 * @param node op, shape and attributes
 * @param shapes those of the inputs
 * @param number reads an entry of an input: look-ups go where a number points
 */
function eachSource(node, shapes, entry, number, use) {
  if (node.op === "same") {
    use(0, entry);
    return true;
  }
  if (node.elementwise) {
    shapes.forEach((shape, input) => use(input, sameShape(shape, node.shape) ? entry : broadcastEntry(shape, indicesOf(node.shape, entry))));
    return true;
  }
  const at = indicesOf(node.shape, entry);
  const known = SOURCES[node.op];
  return known ? known(node, shapes, at, use, number) !== false : false;
}

/** Ops that are not element-wise, each with its index arithmetic. */
const SOURCES = {
  constant() {},
  matmul(node, [left, right], at, use) {
    const last = at.length - 1;
    const inner = left[left.length - (node.transpose_left ? 2 : 1)];
    const a = at.slice(), b = at.slice();
    for (let k = 0; k < inner; k++) {
      a[last - 1] = node.transpose_left ? k : at[last - 1];
      a[last] = node.transpose_left ? at[last - 1] : k;
      b[last - 1] = node.transpose_right ? at[last] : k;
      b[last] = node.transpose_right ? k : at[last];
      use(0, entryAt(left, a));
      use(1, entryAt(right, b));
    }
  },
  transpose(node, [shape], at, use) {
    const source = [];
    at.forEach((i, axis) => (source[node.permutation[axis]] = i));
    use(0, entryAt(shape, source));
  },
  slice(node, [shape], at, use) {
    at[node.axis] += node.start;
    use(0, entryAt(shape, at));
  },
  pad(node, [shape], at, use) {
    at[node.axis] -= node.start;
    if (at[node.axis] >= 0 && at[node.axis] < shape[node.axis]) use(0, entryAt(shape, at));
  },
  reverse(node, [shape], at, use) {
    at[node.axis] = shape[node.axis] - 1 - at[node.axis];
    use(0, entryAt(shape, at));
  },
  concat(node, shapes, at, use) {
    for (let input = 0; input < shapes.length; input++) {
      const size = shapes[input][node.axis];
      if (at[node.axis] < size) {
        use(input, entryAt(shapes[input], at));
        return;
      }
      at[node.axis] -= size;
    }
  },
  /** All parameters as one vector, one after the other. */
  flat_variables(node, shapes, at, use) {
    let entry = at[0];
    for (let input = 0; input < shapes.length; input++) {
      const size = shapes[input].reduce((a, b) => a * b, 1);
      if (entry < size) {
        use(input, entry);
        return;
      }
      entry -= size;
    }
  },
  one_hot(node, [shape], at, use) {
    use(0, entryAt(shape, at));
  },
  gather(node, [table, index], at, use, number) {
    const where = entryAt(index, at);
    const row = number(1, where);
    if (row === undefined || Number.isNaN(row)) return false;
    const width = table.slice(1).reduce((a, b) => a * b, 1);
    use(0, row * width + entryAt(table.slice(1), at.slice(index.length)));
    use(1, where);
  },
  /** Rows are added up where their indices point. */
  scatter_add(node, [index, rows], at, use, number) {
    return eachIndex(index, at[0], (where) => number(0, where), (place) => {
      use(0, entryAt(index, place));
      use(1, entryAt(rows, [...place, ...at.slice(1)]));
    });
  },
  reduce_sum: reduced,
  reduce_mean: reduced,
  reduce_max: reduced,
  reduce_min: reduced,
  softmax: wholeRow,
  log_softmax: wholeRow,
  sparse_softmax_cross_entropy(node, [logits, classes], at, use) {
    const row = node.output === 1 ? at.slice(0, -1) : at;
    const width = logits[logits.length - 1];
    for (let k = 0; k < width; k++) use(0, entryAt(logits, [...row, k]));
    if (node.output !== 1) use(1, entryAt(classes, row));
  },
  convolution(node, [image, kernel], at, use) {
    const window = kernel.slice(1);
    const channels = kernel[1];
    const group = Math.floor(at[1] / (kernel[0] / node.groups));
    eachTap(window.slice(1), (tap, k) => {
      const place = placed(node, at, tap);
      if (!within(place, image)) return;
      for (let channel = 0; channel < channels; channel++) {
        use(1, entryAt(kernel, [at[1], channel, ...tap]));
        use(0, entryAt(image, [at[0], group * channels + channel, ...place]));
      }
    });
  },
  convolution_input_gradient(node, [gradient, kernel], at, use) {
    const filters = kernel[0] / node.groups;
    const group = Math.floor(at[1] / kernel[1]);
    eachWindow(node, kernel.slice(2), at, gradient, (place, tap) => {
      for (let filter = group * filters; filter < (group + 1) * filters; filter++) {
        use(0, entryAt(gradient, [at[0], filter, ...place]));
        use(1, entryAt(kernel, [filter, at[1] % kernel[1], ...tap]));
      }
    });
  },
  convolution_kernel_gradient(node, [image, gradient], at, use) {
    const group = Math.floor(at[0] / (node.shape[0] / node.groups));
    const channel = group * node.shape[1] + at[1];
    for (let example = 0; example < image[0]; example++) {
      eachTap(gradient.slice(2), (where) => {
        const place = placed(node, [0, 0, ...where], at.slice(2));
        if (!within(place, image)) return;
        use(0, entryAt(image, [example, channel, ...place]));
        use(1, entryAt(gradient, [example, at[0], ...where]));
      });
    }
  },
  max_pool: pooled,
  average_pool: pooled,
  average_pool_gradient(node, [gradient], at, use) {
    eachWindow(node, node.window, at, gradient, (where) => use(0, entryAt(gradient, [at[0], at[1], ...where])));
  },
  /** What flows back goes to the greatest of its window alone. */
  max_pool_gradient(node, [places, gradient], at, use, number) {
    const here = entryAt(node.shape.slice(2), at.slice(2));
    eachWindow(node, node.window, at, gradient, (where) => {
      const window = entryAt(gradient, [at[0], at[1], ...where]);
      const winner = number(0, window);
      if (winner !== here && winner !== undefined && !Number.isNaN(winner)) return;
      use(0, window);
      use(1, window);
    });
  },
};

function wholeRow(node, [shape], at, use) {
  const width = shape[shape.length - 1];
  const start = entryAt(shape, [...at.slice(0, -1), 0]);
  for (let k = 0; k < width; k++) use(0, start + k);
}

function reduced(node, [shape], at, use) {
  const kept = node.keep_dims ? at : null;
  const rest = at.slice();
  const base = shape.map((size, axis) => (node.axes.includes(axis) ? 0 : kept ? kept[axis] : rest.shift()));
  const order = [...node.axes].sort((a, b) => a - b);
  eachTap(order.map((axis) => shape[axis]), (tap) => {
    order.forEach((axis, i) => (base[axis] = tap[i]));
    use(0, entryAt(shape, base));
  });
}

function pooled(node, [image], at, use) {
  eachTap(node.window, (tap) => {
    const place = placed(node, at, tap);
    if (within(place, image)) use(0, entryAt(image, [at[0], at[1], ...place]));
  });
}

/** Where in an image a tap of a window falls. */
function placed(node, at, tap) {
  return tap.map((t, axis) => at[axis + 2] * node.strides[axis] + t * node.dilations[axis] - node.before[axis]);
}

/** Whether a place is in the image, not in its padding. */
function within(place, image) {
  return place.every((i, axis) => i >= 0 && i < image[axis + 2]);
}

/** Every place in a box of some sizes, in row-major order. */
function eachTap(sizes, call) {
  const count = sizes.reduce((a, b) => a * b, 1);
  for (let k = 0; k < count; k++) call(indicesOf(sizes, k), k);
}
