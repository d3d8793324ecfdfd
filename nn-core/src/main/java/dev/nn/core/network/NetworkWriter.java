package dev.nn.core.network;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.AdaptedLayer;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes the forward pass of a network into a graph, for one batch size and mode. */
public final class NetworkWriter {
  /** Name of the graph's input that random layers draw from: int32 [seed, step]. */
  public static final String RANDOM_KEY = "random_key";

  private final GraphBuilder builder;
  private final DataType dtype;
  private final boolean training;
  private final Map<String, Declared> variables = new LinkedHashMap<>();
  private final Map<Value, Value> stateUpdates = new LinkedHashMap<>();
  private final List<Value> penalties = new ArrayList<>();

  /** Empty where a layer says that all entries count. */
  private final Map<Value, Optional<Value>> masks = new HashMap<>();

  private final List<Adapted> adapted = new ArrayList<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, Value> published = new TreeMap<>();
  private final List<ParameterCopy> readFrom;
  private final Map<ParameterCopy, Value> copies = new HashMap<>();

  /** Layers that have asked for parameters of others, by the parameter's name. */
  private final Map<String, String> borrowers = new LinkedHashMap<>();

  /** Names of parameters that the layers they are named after have asked for. */
  private final Set<String> owned = new HashSet<>();

  /** What is at fault so far; absent if the first fault ends it. */
  private Optional<List<NetworkException>> faults = Optional.empty();

  private Value randomKey;
  private int randomStreams;

  /**
   * @param dtype floating type of inputs, parameters and activations
   * @param training mode of the layers
   */
  public NetworkWriter(GraphBuilder builder, DataType dtype, boolean training) {
    this(builder, dtype, training, List.of());
  }

  /**
   * As above, with some parameters' values read elsewhere.
   *
   * @param readFrom copies to read parameters from, where they are to be evaluated
   */
  public NetworkWriter(
      GraphBuilder builder, DataType dtype, boolean training, List<ParameterCopy> readFrom) {
    this.readFrom = readFrom.stream().filter(ParameterCopy::evaluated).toList();
    this.builder = builder;
    this.dtype = dtype;
    this.training = training;
  }

  /**
   * A variable that a layer has asked for.
   *
   * @param variable name, role and type
   * @param spec its shape and first values
   * @param value its node
   */
  public record Declared(Variable variable, ParameterSpec spec, Value value) {}

  /**
   * A layer that looks at the training data before training.
   *
   * @param weights where its states are
   * @param input what it reads
   */
  public record Adapted(AdaptedLayer layer, String weights, Value input) {}

  /**
   * The forward pass in the graph.
   *
   * @param values of inputs and layers, by name
   * @param variables in the order in which layers asked for them
   * @param stateUpdates states and their next values
   * @param penalties scalars to be added to the cost
   * @param masks of values of which not all entries count: bool {@code [batch, time]}
   * @param adapted layers that look at the training data before training
   * @param outputs what each layer gives out, by path, those inside blocks too
   */
  public record Forward(
      Map<String, Value> values,
      List<Declared> variables,
      Map<Value, Value> stateUpdates,
      List<Value> penalties,
      Map<Value, Optional<Value>> masks,
      List<Adapted> adapted,
      Map<String, Value> outputs) {
    /** Which entries of a value count; empty if all do. */
    public Optional<Value> mask(Value value) {
      return masks.getOrDefault(value, Optional.empty());
    }
  }

  /**
   * The forward pass as far as it can be written.
   *
   * @param forward without the values of layers that are at fault, and of those that depend on them
   * @param faults what is at fault, in order
   */
  public record Checked(Forward forward, List<NetworkException> faults) {}

  /**
   * Writes the network.
   *
   * @throws NetworkException naming the layer whose input does not fit
   */
  public Forward write(Network network, int batch) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Network.Input input : network.inputs()) {
      TensorType example = input.example();
      DataType type = example.dtype().isFloating() ? dtype : example.dtype();
      TensorType batched = new TensorType(type, example.shape().withBatch(batch));
      values.put(input.name(), builder.emit(new Input(input.name(), batched)));
    }
    new Scope(this, "", "", true).write(network.layers(), values);
    if (faults.map(List::isEmpty).orElse(true)) {
      checkBorrowed();
    }
    return new Forward(
        values,
        List.copyOf(variables.values()),
        stateUpdates,
        penalties,
        Map.copyOf(masks),
        adapted,
        outputs);
  }

  /**
   * Writes what can be written, and says what cannot. A layer at fault gives out nothing that would
   * be known, and what depends on it is passed over, so that every fault is one of its own.
   */
  public Checked check(Network network, int batch) {
    faults = Optional.of(new ArrayList<>());
    Forward forward = write(network, batch);
    return new Checked(forward, faults.get());
  }

  /** Takes note of who asks for a parameter or state. */
  void asks(String layer, String weights, String name) {
    if (layer.equals(weights)) {
      owned.add(name);
    } else {
      borrowers.putIfAbsent(name, layer);
    }
  }

  /** Weights that only a layer that shares them asks for would be its own after all. */
  private void checkBorrowed() {
    borrowers.forEach(
        (name, layer) -> {
          if (!owned.contains(name)) {
            int slash = name.lastIndexOf('/');
            fault(
                NetworkException.of(
                    layer,
                    new ShapeException(
                            Kind.SHARED,
                            "shares the weights of '%s', which has no '%s'"
                                .formatted(name.substring(0, slash), name.substring(slash + 1)))
                        .about("shared")));
          }
        });
  }

  /** Takes note of a fault, or throws it if nobody asked to go on. */
  void fault(NetworkException fault) {
    faults.orElseThrow(() -> fault).add(fault);
  }

  GraphBuilder builder() {
    return builder;
  }

  DataType dtype() {
    return dtype;
  }

  boolean training() {
    return training;
  }

  Value variable(String name, Variable.Role role, ParameterSpec spec) {
    Declared known = variables.get(name);
    if (known != null) {
      if (!known.spec().shape().equals(spec.shape())) {
        throw new ShapeException(
                Kind.SHARED,
                "shares the parameter '%s', which is %s, but needs %s"
                    .formatted(name, known.spec().shape(), spec.shape()))
            .about("shared");
      }
      return known.value();
    }
    Variable variable = new Variable(name, role, new TensorType(dtype, spec.shape()));
    // All are used elsewhere; tried here, so that what does not fit is the layer's fault.
    spec.constraint()
        .ifPresent(
            constraint ->
                tryOn(
                    variable,
                    constraint,
                    () -> constraint.apply(new GraphBuilder().emit(variable))));
    spec.regularizer()
        .ifPresent(
            regularizer ->
                tryOn(
                    variable,
                    regularizer,
                    () -> regularizer.penalty(new GraphBuilder().emit(variable))));
    tryOn(variable, spec.initializer(), () -> spec.initializer().check(spec.shape()));
    Value value = value(variable);
    variables.put(name, new Declared(variable, spec, value));
    if (training && role == Variable.Role.PARAMETER) {
      spec.regularizer().ifPresent(regularizer -> penalties.add(regularizer.penalty(value)));
    }
    return value;
  }

  private static void tryOn(Variable variable, Object part, Runnable attempt) {
    try {
      attempt.run();
    } catch (ShapeException e) {
      String name = variable.variable();
      throw new ShapeException(
              Kind.PARAMETER,
              "parameter '%s': %s"
                  .formatted(name.substring(name.lastIndexOf('/') + 1), e.getMessage()))
          .about(part);
    }
  }

  private Value value(Variable variable) {
    String name = variable.variable();
    return readFrom.stream()
        .filter(copy -> copy.holds(name))
        .findFirst()
        .map(copy -> copy.part(copies.computeIfAbsent(copy, c -> builder.emit(c.variable())), name))
        .orElseGet(() -> builder.emit(variable));
  }

  /** A state as this step has left it so far: a shared layer may have been written before. */
  Value state(String name, Shape shape, Initializer initializer) {
    ParameterSpec spec = ParameterSpec.of(shape, initializer);
    Value state = variable(name, Variable.Role.STATE, spec);
    return stateUpdates.getOrDefault(state, state);
  }

  void updateState(Value state, Value next) {
    if (training) {
      Value first = state;
      for (Map.Entry<Value, Value> update : stateUpdates.entrySet()) {
        if (update.getValue().equals(state)) {
          first = update.getKey();
        }
      }
      stateUpdates.put(first, next);
    }
  }

  Optional<Value> mask(Value x) {
    return masks.getOrDefault(x, Optional.empty());
  }

  void setMask(Value y, Value mask) {
    if (mask.dtype() != DataType.BOOL
        || y.shape().rank() < 2
        || !y.shape().subshape(0, 2).equals(mask.shape())) {
      throw new ShapeException(
          Kind.UNEQUAL,
          "a mask says of each step whether it counts, as bool [batch, time]; %s is none of %s"
              .formatted(mask.type(), y.shape()));
    }
    masks.put(y, Optional.of(mask));
  }

  void unmask(Value y) {
    masks.put(y, Optional.empty());
  }

  /**
   * A sequence made from a sequence, step by step, has its mask, unless a layer has said otherwise:
   * the one that made it, also within a block, or one before whose output it was made from.
   */
  void inheritMask(Value y, List<Value> inputs) {
    if (masks.containsKey(y)) {
      return;
    }
    Optional<Value> mask =
        inputs.stream().flatMap(x -> mask(x).stream()).filter(each -> fits(each, y)).findFirst();
    if (mask.isPresent() || inputs.stream().anyMatch(this::isUnmasked)) {
      masks.put(y, mask);
    }
  }

  private boolean isUnmasked(Value x) {
    return masks.containsKey(x) && mask(x).isEmpty();
  }

  private static boolean fits(Value mask, Value y) {
    return y.shape().rank() > 2 && y.shape().subshape(0, 2).equals(mask.shape());
  }

  /** Notes a layer that adapts; one that shares its states with an earlier one does not. */
  void adapt(AdaptedLayer layer, String weights, Value input) {
    boolean known = adapted.stream().anyMatch(each -> each.weights().equals(weights));
    if (!known && layer.adaptation().isPresent()) {
      adapted.add(new Adapted(layer, weights, input));
    }
  }

  void gives(String path, Value output) {
    outputs.put(path, output);
  }

  void publish(String name, Value value) {
    published.put(name, value);
  }

  Optional<Value> published(String name) {
    return Optional.ofNullable(published.get(name));
  }

  /** Names of what a layer has published, as others read them. */
  List<String> publishedBelow(String path) {
    return published.keySet().stream()
        .filter(name -> name.startsWith(path + "/"))
        .map(name -> "'" + name.substring(path.lastIndexOf('/') + 1) + "'")
        .toList();
  }

  void addPenalty(Value penalty) {
    if (training) {
      penalties.add(penalty);
    }
  }

  Value randomKey() {
    if (randomKey == null) {
      randomKey = builder.emit(new Input(RANDOM_KEY, new TensorType(DataType.INT32, Shape.of(2))));
    }
    return randomKey;
  }

  int nextRandomStream() {
    return randomStreams++;
  }
}
