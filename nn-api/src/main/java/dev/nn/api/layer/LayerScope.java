package dev.nn.api.layer;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What a layer works with while its formula is written into a graph. Every node made in it carries
 * the layer's {@linkplain #path path}.
 */
public interface LayerScope {
  /** The layer's place, such as {@code encoder/dense_1}. */
  String path();

  /** The graph being written. */
  GraphBuilder builder();

  /** The floating type of parameters and activations. */
  DataType dtype();

  /**
   * Whether the graph is for training (dropout drops, batch statistics are used) or for inference.
   */
  boolean training();

  /**
   * A parameter, made on the first call with a name and the same one later.
   *
   * @param name within the layer, such as {@code kernel}
   */
  Value parameter(String name, ParameterSpec spec);

  /** A parameter without regulariser whose fans follow from its shape. */
  default Value parameter(String name, Shape shape, Initializer initializer) {
    return parameter(name, ParameterSpec.of(shape, initializer));
  }

  /** A value that is kept from step to step but not trained, such as a running mean. */
  Value state(String name, Shape shape, Initializer initializer);

  /** The value that a {@linkplain #state state} has after this step. */
  void updateState(Value state, Value next);

  /** Random numbers in [0, 1), new at every step, the same on every backend. */
  Value randomUniform(Shape shape);

  /** Normally distributed random numbers (mean 0, standard deviation 1), new at every step. */
  Value randomNormal(Shape shape);

  /** Adds a scalar to the cost, such as an activity penalty. */
  void addPenalty(Value penalty);

  /**
   * Whether the optimizer changes this layer's parameters. A layer that keeps running statistics
   * leaves them alone if not.
   */
  boolean trainable();

  /**
   * Which entries of a sequence count: bool {@code [batch, time]}, true where they do; empty if all
   * do. Layers that mix time steps have to look at it.
   */
  Optional<Value> mask(Value x);

  /**
   * Says which entries of a value count. A layer's output that keeps {@code [batch, time, ...]} of
   * an input has the input's mask unless the layer says otherwise.
   *
   * @param mask bool {@code [batch, time]}, of as many steps as y has
   * @throws dev.nn.api.tensor.ShapeException if it is not
   */
  void setMask(Value y, Value mask);

  /**
   * Says that all entries of a value count, whatever its layer's inputs are: for outputs whose
   * second axis is not the steps of an input, though it may have as many entries.
   */
  void unmask(Value y);

  /**
   * Makes a value besides the output readable by other layers as {@code layer/name}, such as the
   * last state of a recurrent layer.
   */
  void publish(String name, Value value);

  /** A scope for a part with parameters of its own; its path is this path, a slash and the name. */
  LayerScope child(String name);

  /** Where this layer's parameters are: its {@linkplain #path path}, unless it shares another's. */
  String weights();

  /** This scope with the parameters of another place in the model. */
  LayerScope sharing(String weights);

  /** This scope with parameters that the optimizer does not change. */
  LayerScope frozen();

  /**
   * Writes the formula of a layer that is part of this one, in the part's own scope: {@code
   * scope.child("query").write(projection, x)}.
   */
  Value write(Layer part, List<Value> inputs);

  /** As {@link #write(Layer, List)}. */
  default Value write(Layer part, Value x) {
    return write(part, List.of(x));
  }

  /** Says which of the layer's values is z, the pre-activation; for explanations. Returns it. */
  default Value preActivation(Value z) {
    return z.labelled("z");
  }

  /**
   * Everything about a new parameter.
   *
   * @param shape its shape
   * @param fanIn numbers that feed one output unit, for the initialiser
   * @param fanOut output units that one number feeds
   * @param initializer its first values
   * @param regularizer what its size costs
   * @param constraint what it is made to satisfy after each update
   */
  record ParameterSpec(
      Shape shape,
      int fanIn,
      int fanOut,
      Initializer initializer,
      Optional<Regularizer> regularizer,
      Optional<Constraint> constraint) {

    /** Without a constraint. */
    public ParameterSpec(
        Shape shape,
        int fanIn,
        int fanOut,
        Initializer initializer,
        Optional<Regularizer> regularizer) {
      this(shape, fanIn, fanOut, initializer, regularizer, Optional.empty());
    }

    /**
     * Fans by Keras's rule: of a matrix {@code [in, out]} its sizes, of a vector its length twice;
     * other shapes state their fans.
     */
    public static ParameterSpec of(Shape shape, Initializer initializer) {
      int last = shape.rank() == 0 ? 1 : shape.size(-1);
      int first = shape.rank() < 2 ? last : shape.elements() / last;
      return new ParameterSpec(shape, first, last, initializer, Optional.empty());
    }

    /** This with a regulariser. */
    public ParameterSpec regularized(Optional<Regularizer> by) {
      return new ParameterSpec(shape, fanIn, fanOut, initializer, by, constraint);
    }

    /** This with a constraint. */
    public ParameterSpec constrained(Optional<Constraint> to) {
      return new ParameterSpec(shape, fanIn, fanOut, initializer, regularizer, to);
    }
  }
}
