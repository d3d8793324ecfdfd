package dev.nn.core.model;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.ParameterCopy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network and the values of its variables, on a backend. Plans are made when a batch size is
 * first met and kept. Close it to free its memory; the backend stays open. Not thread-safe.
 */
public final class Model implements AutoCloseable {
  /**
   * Plans kept at a time: training, its short last batch, validation and its last batch,
   * prediction, and some to spare.
   */
  private static final int MOST_PLANS = 12;

  private final Network network;
  private final DataType dtype;
  private final Backend backend;
  private final Variables variables;
  private final List<ParameterCopy> copies;
  private final Map<String, Executable> executables =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Executable> eldest) {
          if (size() > MOST_PLANS) {
            eldest.getValue().close();
            return true;
          }
          return false;
        }
      };

  private Model(
      Network network,
      DataType dtype,
      Backend backend,
      List<Declared> declared,
      List<ParameterCopy> copies) {
    this.copies = List.copyOf(copies);
    this.network = network;
    this.dtype = dtype;
    this.backend = backend;
    List<Variable> order = declared.stream().map(Declared::variable).toList();
    this.variables = backend.allocate(new VariableLayout(order));
  }

  /**
   * A model with fresh weights, for prediction only.
   *
   * @param seed of the initialisers
   * @throws NetworkException if the layers do not fit together
   */
  public static Model create(Network network, DataType dtype, Backend backend, long seed) {
    return create(network, dtype, backend, seed, declare(network, dtype), List.of());
  }

  /**
   * As above, with variables of the optimizer's besides the network's own.
   *
   * @param copies which of those start as copies of parameters
   */
  public static Model create(
      Network network,
      DataType dtype,
      Backend backend,
      long seed,
      List<Declared> variables,
      List<ParameterCopy> copies) {
    Model model = new Model(network, dtype, backend, variables, copies);
    Weights.initial(variables, seed).writeTo(model.variables);
    copies.forEach(model::start);
    return model;
  }

  private void start(ParameterCopy copy) {
    variables.write(copy.variable().variable(), copy.start(variables::read));
  }

  /** The variables that a network's layers ask for, in order. */
  public static List<Declared> declare(Network network, DataType dtype) {
    return new NetworkWriter(new GraphBuilder(), dtype, false).write(network, 1).variables();
  }

  /** What it computes. */
  public Network network() {
    return network;
  }

  /** Floating type of parameters and activations. */
  public DataType dtype() {
    return dtype;
  }

  /** Where it runs. */
  public Backend backend() {
    return backend;
  }

  /**
   * Parameters, frozen parameters and states; not the optimizer's. Of parameters that the optimizer
   * averages or the like, it is the average that counts.
   */
  public Weights weights() {
    Weights raw = Weights.read(variables, variable -> variable.role() != Variable.Role.OPTIMIZER);
    Map<String, Tensor> values = new LinkedHashMap<>(raw.values());
    for (ParameterCopy copy : copies) {
      if (copy.evaluated()) {
        Tensor whole = variables.read(copy.variable().variable());
        copy.parameters().stream()
            .map(Variable::variable)
            .forEach(parameter -> values.put(parameter, copy.part(whole, parameter)));
      }
    }
    return new Weights(values);
  }

  /** All variables as they are, the optimizer's too: what a training run needs to go on. */
  public Weights everything() {
    return Weights.read(variables, variable -> true);
  }

  /**
   * Sets variables. Copies that the optimizer has of parameters start anew, unless they are given
   * too.
   *
   * @throws IllegalArgumentException if a name or type is not the model's
   */
  public void restore(Weights weights) {
    for (Map.Entry<String, Tensor> entry : weights.values().entrySet()) {
      Variable known =
          variables.layout().variables().stream()
              .filter(variable -> variable.variable().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("the model has no variable " + entry.getKey()));
      if (!known.type().shape().equals(entry.getValue().shape())) {
        throw new IllegalArgumentException(
            entry.getKey() + " is " + known.type() + ", not " + entry.getValue().type());
      }
      variables.write(entry.getKey(), entry.getValue().cast(known.type().dtype()));
    }
    copies.stream()
        .filter(copy -> !weights.values().containsKey(copy.variable().variable()))
        .filter(copy -> weights.values().keySet().stream().anyMatch(copy::holds))
        .forEach(this::start);
  }

  /** Number of trained and frozen parameters; running statistics do not count. */
  public int parameterCount() {
    return variables.layout().elements(Variable.Role.PARAMETER)
        + variables.layout().elements(Variable.Role.FROZEN);
  }

  /** Where the variables lie. */
  public VariableLayout layout() {
    return variables.layout();
  }

  /** A compiled graph over this model's variables, made on first use of the key. */
  public Executable executable(String key, java.util.function.Supplier<Graph> graph) {
    Executable known = executables.get(key);
    if (known == null) {
      known = compile(graph.get());
      executables.put(key, known);
    }
    return known;
  }

  /**
   * Whether an executable is still the one under its key. Plans that were not used for long are
   * closed, so whoever keeps one asks before using it again.
   */
  public boolean holds(String key, Executable executable) {
    return executables.get(key) == executable;
  }

  /** A compiled graph over this model's variables that the caller closes. */
  public Executable compile(Graph graph) {
    return backend.compile(Compiler.DEFAULT.compile(graph, variables.layout(), backend), variables);
  }

  /** The same, every value keeping its own memory. */
  public Executable inspect(Graph graph) {
    return backend.compile(
        new Compiler(false).compile(graph, variables.layout(), backend), variables);
  }

  /**
   * Outputs for any number of examples, computed in batches.
   *
   * @param inputs by input name, each {@code [examples, ...]}
   * @param batchSize examples at a time
   * @return by output name, each {@code [examples, ...]}
   */
  public Map<String, Tensor> predict(Map<String, Tensor> inputs, int batchSize) {
    int examples = inputs.values().iterator().next().shape().size(0);
    if (examples <= batchSize) {
      return predict(inputs, 0, examples, examples);
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int from = 0; from < examples; from += batchSize) {
      int count = Math.min(batchSize, examples - from);
      int row = from;
      predict(inputs, from, count, examples)
          .forEach(
              (name, part) ->
                  copy(
                      part,
                      outputs.computeIfAbsent(
                          name,
                          key ->
                              Tensor.zeros(part.type().withShape(part.shape().with(0, examples)))),
                      row));
    }
    return outputs;
  }

  private Map<String, Tensor> predict(
      Map<String, Tensor> inputs, int from, int count, int examples) {
    Executable executable = executable("predict " + count, () -> predictionGraph(count));
    for (Network.Input input : network.inputs()) {
      Tensor all = inputs.get(input.name());
      executable.input(input.name()).write(count == examples ? all : all.rows(from, count));
    }
    executable.run();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    network.outputs().forEach(name -> outputs.put(name, executable.output(name).read()));
    return outputs;
  }

  /** Writes this model's network for inference, with the parameters that it is evaluated with. */
  public NetworkWriter inference(GraphBuilder builder) {
    return new NetworkWriter(builder, dtype, false, copies);
  }

  private Graph predictionGraph(int batch) {
    GraphBuilder builder = new GraphBuilder();
    NetworkWriter.Forward forward = inference(builder).write(network, batch);
    network.outputs().forEach(name -> builder.output(name, forward.values().get(name)));
    return builder.build();
  }

  private static void copy(Tensor part, Tensor whole, int row) {
    Shape example = part.shape().withoutBatch();
    System.arraycopy(part.array(), 0, whole.array(), row * example.elements(), part.size());
  }

  @Override
  public void close() {
    executables.values().forEach(Executable::close);
    executables.clear();
    variables.close();
  }
}
