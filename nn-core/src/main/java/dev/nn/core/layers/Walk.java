package dev.nn.core.layers;

import static java.util.stream.Collectors.joining;

import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Split;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Tanh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One walk of a recurrent layer over a sequence. Inside, time is the first axis, so that a step's
 * rows lie together: taking one and joining them costs nothing then.
 */
final class Walk {
  private final LayerScope scope;
  private final SequenceOptions options;
  private final List<String> stateNames;
  private final Value x;
  private final Optional<Value> mask;
  private final List<Value> initial;
  private final Optional<Value> recurrentKept;
  private final int time;
  private final int batch;
  private final Shape state;

  /** One step: the projected input [batch, width] and the states before to the states after. */
  interface Cell {
    /** The first state is the output. */
    List<Value> step(Value z, List<Value> states);
  }

  /**
   * Looks at the inputs.
   *
   * @param name of the layer, for messages
   * @param stateNames of the states, each [batch, units]; the first is the output
   * @throws ShapeException if the first input is no sequence of rows, or others are not one for
   *     each state
   */
  Walk(
      String name,
      LayerScope scope,
      List<Value> inputs,
      SequenceOptions options,
      int units,
      List<String> stateNames) {
    this(name, scope, rows(name, inputs), options, Shape.of(units), stateNames);
  }

  private static List<Value> rows(String name, List<Value> inputs) {
    Value sequence = inputs.get(0);
    if (sequence.shape().rank() != 3
        || !sequence.dtype().isFloating()
        || sequence.shape().size(1) == 0) {
      throw Layouts.STEPS.misfit(name, sequence);
    }
    return inputs;
  }

  /**
   * The same over a sequence [batch, time, ...] of anything.
   *
   * @param state shape of an example's state
   * @throws ShapeException if the inputs after the first are not one for each state
   */
  Walk(
      String name,
      LayerScope scope,
      List<Value> inputs,
      SequenceOptions options,
      Shape state,
      List<String> stateNames) {
    this.scope = scope;
    this.options = options;
    this.state = state;
    this.stateNames = stateNames;
    Value sequence = inputs.get(0);
    batch = sequence.shape().size(0);
    time = sequence.shape().size(1);
    initial = initial(name, inputs);
    // The same inputs are dropped at all steps: Gal and Ghahramani (2016).
    Value major = swapped(sequence);
    Value dropped =
        kept(options.dropout(), major.shape().withoutBatch()).map(major::multiply).orElse(major);
    x = options.goBackwards() ? Sequences.reversed(dropped, 0) : dropped;
    recurrentKept = kept(options.recurrentDropout(), state.withBatch(batch));
    mask =
        scope
            .mask(sequence)
            .map(m -> m.transpose(1, 0))
            .map(m -> options.goBackwards() ? Sequences.reversed(m, 0) : m);
  }

  private List<Value> initial(String name, List<Value> inputs) {
    List<Value> states = inputs.subList(1, inputs.size());
    if (!states.isEmpty() && states.size() != stateNames.size()) {
      throw new ShapeException(
          Kind.COUNT,
          "%s reads a sequence, or a sequence and its first %s; not %d inputs"
              .formatted(name, String.join(" and ", stateNames), inputs.size()));
    }
    Shape expected = state.withBatch(batch);
    for (int i = 0; i < states.size(); i++) {
      if (!states.get(i).shape().equals(expected) || !states.get(i).dtype().isFloating()) {
        throw new ShapeException(
            Kind.UNEQUAL,
            "%s needs a first %s [batch, %s] of floating-point numbers"
                .formatted(
                    name,
                    stateNames.get(i),
                    state.toList().stream().map(String::valueOf).collect(joining(", "))));
      }
    }
    return states;
  }

  /** 1/(1 − rate) where something is kept, 0 where it is dropped; empty if nothing is dropped. */
  private Optional<Value> kept(double rate, Shape shape) {
    if (!scope.training() || rate == 0) {
      return Optional.empty();
    }
    Value random = scope.randomUniform(shape);
    return Optional.of(
        random.greaterEqual(rate).select(random.constant(1 / (1 - rate)), random.constant(0)));
  }

  /** Whether the ops over all steps compute this: they know no dropout and no other functions. */
  boolean isStandard(Activation activation, Activation recurrentActivation) {
    return activation instanceof Tanh
        && recurrentActivation instanceof Sigmoid
        && recurrentKept.isEmpty();
  }

  /** What it walks over, in the order in which it does: [time, batch, ...]. */
  Value steps() {
    return x;
  }

  /** Number of features of a step. */
  int features() {
    return x.shape().size(-1);
  }

  /** What the step sees of the previous output. */
  Value dropped(Value h) {
    return recurrentKept.map(h::multiply).orElse(h);
  }

  /** x·W + b of all steps at once: [time, batch, width]. */
  Value project(Value kernel, Optional<Value> bias) {
    Value z = x.reshape(time * batch, features()).matmul(kernel);
    return bias.map(z::add).orElse(z).reshape(time, batch, kernel.shape().size(1));
  }

  /**
   * The layer's output by an op over all steps at once.
   *
   * @param op made for whether there are first states and a mask
   * @param operands what it reads before those
   * @param states how many of its outputs are states
   */
  Value whole(SequenceOp op, List<Value> operands, int states) {
    List<Value> inputs = new ArrayList<>(operands);
    inputs.addAll(initial);
    mask.ifPresent(inputs::add);
    List<Value> outputs =
        scope.builder().emit(op.make(!initial.isEmpty(), mask.isPresent()), inputs);
    List<Value> last = outputs.subList(0, states).stream().map(s -> row(s, time - 1)).toList();
    return finished(outputs.get(0), last);
  }

  /** Makes an op over all steps. */
  interface SequenceOp {
    /** For whether there are first states, and whether there is a mask. */
    Op make(boolean initial, boolean masked);
  }

  /** The layer's output by a cell, step by step. */
  Value unrolled(Value z, Cell cell) {
    Value zero = z.constant(0).broadcastTo(state.withBatch(batch));
    List<Value> states = initial.isEmpty() ? stateNames.stream().map(s -> zero).toList() : initial;
    List<Value> steps = scope.builder().emit(new Split(0, time), List.of(z));
    List<Value> outputs = new ArrayList<>();
    for (int t = 0; t < time; t++) {
      List<Value> before = states;
      List<Value> after = cell.step(steps.get(t).reshape(z.shape().withoutBatch()), before);
      states = after;
      if (mask.isPresent()) {
        Value counts = spread(row(mask.get(), t), state.rank() + 1);
        states = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
          states.add(counts.select(after.get(i), before.get(i)));
        }
      }
      outputs.add(states.get(0).reshape(state.withBatch(batch).withBatch(1)));
    }
    return finished(scope.builder().emit(new Concat(0), outputs).get(0), states);
  }

  /** The parts of z [batch, parts·units], each [batch, units]. */
  static List<Value> parts(Value z, int count) {
    return z.builder().emit(new Split(1, count), List.of(z));
  }

  /** Step t of [time, ...]. */
  static Value row(Value x, int t) {
    return x.slice(0, t, 1).reshape(x.shape().withoutBatch());
  }

  /**
   * The layer's output.
   *
   * @param h first state after each step, [time, batch, ...]
   * @param states after the last step
   */
  Value finished(Value h, List<Value> states) {
    Value outputs = masked(h);
    Value y = options.returnSequences() ? swapped(outputs) : row(outputs, time - 1);
    if (options.returnSequences() && options.goBackwards() && mask.isPresent()) {
      scope.setMask(y, mask.get().transpose(1, 0));
    }
    if (options.returnState()) {
      for (int i = 0; i < stateNames.size(); i++) {
        scope.publish(stateNames.get(i), states.get(i));
      }
    }
    options
        .activityRegularizer()
        .ifPresent(activity -> scope.addPenalty(activity.penalty(y).scale(1.0 / batch)));
    return y;
  }

  private Value masked(Value h) {
    if (mask.isEmpty()) {
      return h;
    }
    if (options.zeroOutputForMask() && options.returnSequences()) {
      return spread(mask.get(), h.shape().rank()).select(h, h.constant(0));
    }
    // The state says what the last step that counted gave. Before the first one there is no such
    // step, and the output is 0 whatever the first state is.
    return initial.isEmpty() ? h : spread(begun(), h.shape().rank()).select(h, h.constant(0));
  }

  /** The first two axes change places. */
  private static Value swapped(Value x) {
    int[] order = IntStream.range(0, x.shape().rank()).map(i -> i < 2 ? 1 - i : i).toArray();
    return x.transpose(order);
  }

  /** With axes of size 1 behind, to so many. */
  private static Value spread(Value x, int rank) {
    List<Integer> sizes = new ArrayList<>(x.shape().toList());
    sizes.addAll(Collections.nCopies(rank - sizes.size(), 1));
    return x.reshape(Shape.of(sizes));
  }

  /** Where a step counts or one before did: a running sum that is more than 0. */
  private Value begun() {
    double[] lower = new double[time * time];
    for (int t = 0; t < time; t++) {
      for (int s = 0; s <= t; s++) {
        lower[t * time + s] = 1;
      }
    }
    DataType dtype = scope.dtype();
    Value sums = scope.builder().constant(Tensor.of(Shape.of(time, time), lower).cast(dtype));
    return sums.matmul(mask.get().cast(dtype)).greater(0);
  }
}
