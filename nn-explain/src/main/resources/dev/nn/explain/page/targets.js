"use strict";
// Index arithmetic the other way round: into which entries of an op's result an entry of an input goes.

/**
 * Calls use(entry) for every entry of a node that one entry of an input goes into. Returns false for ops whose index
 * arithmetic is not known here: then everything goes into everything.
 *
 * @param node op, shape and attributes
 * @param shapes those of the inputs
 * @param input which of them
 * @param number reads an entry of an input: look-ups go where a number points
 */
function eachTarget(node, shapes, input, entry, number, use) {
  if (node.op === "same") {
    use(entry);
    return true;
  }
  if (node.elementwise && sameShape(shapes[input], node.shape)) {
    use(entry);
    return true;
  }
  const at = indicesOf(shapes[input], entry);
  if (node.elementwise) {
    broadcastTargets(node.shape, shapes[input], at, use);
    return true;
  }
  const known = TARGETS[node.op];
  return known ? known(node, shapes, input, at, use, number) !== false : false;
}

/** Every entry of a box within a shape: on each axis one index, or all of them where it is undefined. */
function eachInBox(shape, box, use) {
  const walk = (axis, base) => {
    if (axis === shape.length) use(base);
    else if (box[axis] !== undefined) walk(axis + 1, base * shape[axis] + box[axis]);
    else for (let i = 0; i < shape[axis]; i++) walk(axis + 1, base * shape[axis] + i);
  };
  walk(0, 0);
}

function broadcastTargets(result, shape, at, use) {
  const ahead = result.length - shape.length;
  const box = result.map((size, axis) => (axis < ahead || shape[axis - ahead] !== size ? undefined : at[axis - ahead]));
  eachInBox(result, box, use);
}

/** By op, as SOURCES. */
const TARGETS = {
  matmul(node, shapes, input, at, use) {
    const last = at.length - 1;
    const box = at.slice();
    const turned = input === 0 ? node.transpose_left : node.transpose_right;
    const kept = at[(input === 0) === turned ? last : last - 1];
    box[last - 1] = input === 0 ? kept : undefined;
    box[last] = input === 0 ? undefined : kept;
    eachInBox(node.shape, box, use);
  },
  transpose(node, shapes, input, at, use) {
    use(entryAt(node.shape, node.permutation.map((axis) => at[axis])));
  },
  slice(node, shapes, input, at, use) {
    at[node.axis] -= node.start;
    if (at[node.axis] >= 0 && at[node.axis] < node.shape[node.axis]) use(entryAt(node.shape, at));
  },
  pad(node, shapes, input, at, use) {
    at[node.axis] += node.start;
    use(entryAt(node.shape, at));
  },
  reverse(node, shapes, input, at, use) {
    at[node.axis] = node.shape[node.axis] - 1 - at[node.axis];
    use(entryAt(node.shape, at));
  },
  concat(node, shapes, input, at, use) {
    for (let before = 0; before < input; before++) at[node.axis] += shapes[before][node.axis];
    use(entryAt(node.shape, at));
  },
  flat_variables(node, shapes, input, at, use) {
    let start = 0;
    for (let before = 0; before < input; before++) start += shapes[before].reduce((a, b) => a * b, 1);
    use(start + entryAt(shapes[input], at));
  },
  one_hot: intoRow,
  gather(node, [table, index], input, at, use, number) {
    if (input === 1) return eachInBox(node.shape, [...at, ...table.slice(1).map(() => undefined)], use);
    return eachIndex(index, at[0], (where) => number(1, where), (place) => use(entryAt(node.shape, [...place, ...at.slice(1)])));
  },
  scatter_add(node, [index], input, at, use, number) {
    const row = number(0, entryAt(index, at.slice(0, index.length)));
    if (row === undefined || Number.isNaN(row)) return false;
    const rest = input === 0 ? node.shape.slice(1).map(() => undefined) : at.slice(index.length);
    eachInBox(node.shape, [row, ...rest], use);
  },
  reduce_sum: intoReduced,
  reduce_mean: intoReduced,
  reduce_max: intoReduced,
  reduce_min: intoReduced,
  softmax: intoRowOf,
  log_softmax: intoRowOf,
  sparse_softmax_cross_entropy(node, [logits], input, at, use) {
    const row = input === 0 ? at.slice(0, -1) : at;
    if (node.output !== 1) use(entryAt(node.shape, row));
    else if (input === 0) eachInBox(node.shape, [...row, undefined], use);
  },
  convolution(node, [image, kernel], input, at, use) {
    const filters = kernel[0] / node.groups;
    if (input === 1) {
      eachTap(node.shape.slice(2), (where) => {
        const place = placed(node, [0, 0, ...where], at.slice(2));
        if (within(place, image)) eachInBox(node.shape, [undefined, at[0], ...where], use);
      });
      return;
    }
    const group = Math.floor(at[1] / kernel[1]);
    eachWindow(node, kernel.slice(2), at, node.shape, (where) => {
      for (let filter = group * filters; filter < (group + 1) * filters; filter++) use(entryAt(node.shape, [at[0], filter, ...where]));
    });
  },
  convolution_input_gradient(node, [gradient, kernel], input, at, use) {
    const first = Math.floor(at[input === 0 ? 1 : 0] / (kernel[0] / node.groups)) * kernel[1];
    if (input === 1) {
      eachTap(gradient.slice(2), (where) => {
        const place = placed(node, [0, 0, ...where], at.slice(2));
        if (within(place, node.shape)) eachInBox(node.shape, [undefined, first + at[1], ...place], use);
      });
      return;
    }
    eachTap(kernel.slice(2), (tap) => {
      const place = placed(node, at, tap);
      if (!within(place, node.shape)) return;
      for (let channel = first; channel < first + kernel[1]; channel++) use(entryAt(node.shape, [at[0], channel, ...place]));
    });
  },
  convolution_kernel_gradient(node, [image, gradient], input, at, use) {
    const filters = node.shape[0] / node.groups, channels = node.shape[1];
    const taps = node.shape.slice(2);
    if (input === 1) {
      eachTap(taps, (tap) => {
        if (within(placed(node, at, tap), image)) eachInBox(node.shape, [at[1], undefined, ...tap], use);
      });
      return;
    }
    const group = Math.floor(at[1] / channels);
    eachWindow(node, taps, at, gradient, (where, tap) => {
      for (let filter = group * filters; filter < (group + 1) * filters; filter++) use(entryAt(node.shape, [filter, at[1] % channels, ...tap]));
    });
  },
  max_pool: intoPooled,
  average_pool: intoPooled,
  average_pool_gradient(node, shapes, input, at, use) {
    eachTap(node.window, (tap) => {
      const place = placed(node, at, tap);
      if (within(place, node.shape)) use(entryAt(node.shape, [at[0], at[1], ...place]));
    });
  },
  max_pool_gradient(node, [places], input, at, use, number) {
    const winner = number(0, entryAt(places, at));
    if (winner === undefined || Number.isNaN(winner)) return TARGETS.average_pool_gradient(node, [places], input, at, use);
    if (winner >= 0) use(entryAt(node.shape, [at[0], at[1], ...indicesOf(node.shape.slice(2), winner)]));
  },
};

function intoRow(node, shapes, input, at, use) {
  eachInBox(node.shape, [...at, undefined], use);
}

function intoRowOf(node, shapes, input, at, use) {
  eachInBox(node.shape, [...at.slice(0, -1), undefined], use);
}

function intoReduced(node, shapes, input, at, use) {
  const kept = node.keep_dims ? at.map((i, axis) => (node.axes.includes(axis) ? 0 : i)) : at.filter((_, axis) => !node.axes.includes(axis));
  use(entryAt(node.shape, kept));
}

function intoPooled(node, shapes, input, at, use) {
  eachWindow(node, node.window, at, node.shape, (where) => use(entryAt(node.shape, [at[0], at[1], ...where])));
}

/** Every place of a window, moving over an image, that sees a place of the image; with the tap that sees it. */
function eachWindow(node, sizes, at, places, use) {
  eachTap(sizes, (tap) => {
    const where = tap.map((t, axis) => (at[axis + 2] + node.before[axis] - t * node.dilations[axis]) / node.strides[axis]);
    if (where.every(Number.isInteger) && within(where, places)) use(where, tap);
  });
}

/** Calls use(place) for every index that points at a row; false if an index is not known. */
function eachIndex(shape, row, number, use) {
  const count = shape.reduce((a, b) => a * b, 1);
  for (let where = 0; where < count; where++) {
    const found = number(where);
    if (found === undefined || Number.isNaN(found)) return false;
    if (found === row) use(indicesOf(shape, where));
  }
  return true;
}
