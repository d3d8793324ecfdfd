package dev.nn.reference;

import dev.nn.api.op.Concat;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Transpose;
import dev.nn.api.tensor.Shape;

/** The same elements in other places. */
final class ShapeKernels {
  private ShapeKernels() {}

  /** Planners let both names share memory; where one does not, this is a copy. */
  static Kernel reshape(Reshape op, Operands at) {
    return () -> {
      for (int i = 0; i < at.output().size(); i++) {
        at.output().set(i, at.input(0).get(i));
      }
    };
  }

  /** Axis i of the result is axis permutation[i] of the input, and so is its stride. */
  static Kernel transpose(Transpose op, Operands at) {
    int[] from = Walk.pick(at.inputShape(0).strides(), op.permutation());
    Walk walk = new Walk(at.outputShape(), from, at.outputShape().strides());
    return () -> copy(walk, at.input(0), 0, at.output(), 0);
  }

  /** The part's walk, begun {@code start} entries into the whole. */
  static Kernel slice(Slice op, Operands at) {
    int[] whole = at.inputShape(0).strides();
    Walk walk = new Walk(at.outputShape(), whole, at.outputShape().strides());
    return () -> copy(walk, at.input(0), op.start() * whole[op.axis()], at.output(), 0);
  }

  /** Zeros everywhere, then the input {@code before} entries into them. */
  static Kernel pad(Pad op, Operands at) {
    int[] whole = at.outputShape().strides();
    Walk walk = new Walk(at.inputShape(0), at.inputShape(0).strides(), whole);
    return () -> {
      for (int i = 0; i < at.output().size(); i++) {
        at.output().set(i, 0);
      }
      copy(walk, at.input(0), 0, at.output(), op.before() * whole[op.axis()]);
    };
  }

  /** Each input behind the one before it. */
  static Kernel concat(Concat op, Operands at) {
    int[] whole = at.outputShape().strides();
    Kernel[] copies = new Kernel[at.inputs().size()];
    int start = 0;
    for (int i = 0; i < copies.length; i++) {
      Window part = at.input(i);
      Shape shape = at.inputShape(i);
      Walk walk = new Walk(shape, shape.strides(), whole);
      int place = start * whole[op.axis()];
      copies[i] = () -> copy(walk, part, 0, at.output(), place);
      start += shape.size(op.axis());
    }
    return () -> {
      for (Kernel copy : copies) {
        copy.run();
      }
    };
  }

  /** The axis is walked backwards, from its last entry. */
  static Kernel reverse(Reverse op, Operands at) {
    int[] from = at.inputShape(0).strides();
    int last = (at.inputShape(0).size(op.axis()) - 1) * from[op.axis()];
    from[op.axis()] *= -1;
    Walk walk = new Walk(at.outputShape(), from, at.outputShape().strides());
    return () -> copy(walk, at.input(0), last, at.output(), 0);
  }

  /** Copies along a walk whose operand 0 is the source and operand 1 the target. */
  private static void copy(Walk walk, Window from, int fromStart, Window to, int toStart) {
    for (walk.start(); walk.inside(); walk.next()) {
      to.set(toStart + walk.at(1), from.get(fromStart + walk.at(0)));
    }
  }
}
