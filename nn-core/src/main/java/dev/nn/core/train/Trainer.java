package dev.nn.core.train;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.PathPattern;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Trains a model: epochs of steps in shuffled order, validation after each epoch, callbacks in
 * between.
 *
 * <p>The order of examples in an epoch follows from the seed and the epoch's number, random layers
 * from the seed and the step's, so that a run can be repeated, or resumed, bit for bit.
 */
public final class Trainer implements AutoCloseable {
  /** Keeps no states. */
  static final Consumer<TrainingState> FORGETTING = state -> {};

  private final Network network;
  private final List<Objective> objectives;
  private final Optimizer optimizer;
  private final TrainingOptions options;
  private final Model model;
  private final Map<String, TensorType> targets = new LinkedHashMap<>();
  private final boolean weighted;
  private final Set<String> masks;
  private final Map<String, StepProgram> programs = new LinkedHashMap<>();
  private double rateFactor = 1;

  /**
   * Makes the model and its first weights.
   *
   * @param example a data set of the kind that will be trained on; only types are looked at
   * @throws dev.nn.core.network.NetworkException if the layers do not fit together or to the data
   * @throws IllegalArgumentException if a path pattern of the optimizer's matches no parameter
   */
  public Trainer(
      Network network,
      List<Objective> objectives,
      Optimizer optimizer,
      TrainingOptions options,
      DataType dtype,
      Backend backend,
      Dataset example) {
    this.network = network;
    this.objectives = List.copyOf(objectives);
    this.optimizer = optimizer;
    this.options = options;
    this.weighted = example.sampleWeights().isPresent();
    for (Objective objective : objectives) {
      Tensor target = example.targets().get(objective.target());
      if (target == null) {
        throw new IllegalArgumentException(
            "the data have no target '"
                + objective.target()
                + "', only "
                + example.targets().keySet());
      }
      targets.put(objective.target(), target.type().withShape(target.shape().withoutBatch()));
    }
    TrainingGraph graph = graph(dtype, 1, true);
    this.masks =
        graph.graph().outputs().keySet().stream()
            .filter(name -> name.startsWith(TrainingGraph.MASK))
            .collect(Collectors.toUnmodifiableSet());
    checkPatterns(graph);
    this.model =
        Model.create(network, dtype, backend, options.seed(), graph.variables(), graph.copies());
  }

  private void checkPatterns(TrainingGraph graph) {
    List<String> paths =
        graph.variables().stream()
            .map(NetworkWriter.Declared::variable)
            .filter(v -> v.role() == Variable.Role.PARAMETER || v.role() == Variable.Role.FROZEN)
            .map(Variable::variable)
            .toList();
    for (String pattern : optimizer.patterns()) {
      if (paths.stream().noneMatch(new PathPattern(pattern)::matches)) {
        throw new IllegalArgumentException(
            "the path pattern '" + pattern + "' matches no parameter, of " + paths);
      }
    }
  }

  private TrainingGraph graph(DataType dtype, int batch, boolean updating) {
    return TrainingGraph.write(
        network, objectives, targets, optimizer, dtype, batch, weighted, updating);
  }

  /** The model being trained. Closed with the trainer. */
  public Model model() {
    return model;
  }

  /**
   * The training graph for a batch size, with the update, as it is before it is simplified: for
   * printing and explaining.
   */
  public TrainingGraph graph(int batch) {
    return graph(model.dtype(), batch, true);
  }

  /** The network being trained. */
  public Network network() {
    return network;
  }

  /**
   * Values of a training step on one batch. It is compiled and run as for training, but changes no
   * variable.
   *
   * @param training the step, for as many examples as the batch has
   * @param graph the nodes of that step, and possibly more after them
   * @param values which nodes' outputs are wanted
   * @param step from 1; decides the learning rate and what random layers draw
   */
  public Map<Ref, Tensor> observe(
      TrainingGraph training, Graph graph, Collection<Ref> values, Dataset batch, long step) {
    Map<String, Ref> outputs = new LinkedHashMap<>();
    outputs.put(TrainingGraph.LOSS, training.graph().outputs().get(TrainingGraph.LOSS));
    values.forEach(ref -> outputs.put(ref.toString(), ref));
    Graph observed = new Graph(graph.nodes(), outputs, List.of());
    TrainingGraph observing =
        new TrainingGraph(
            observed,
            training.variables(),
            training.scalars(),
            training.copies(),
            training.chainRule());
    try (Executable executable = model.inspect(observed)) {
      new StepProgram("", executable, observing, this::learningRate, options.seed())
          .run(batch, step);
      Map<Ref, Tensor> read = new HashMap<>();
      values.forEach(ref -> read.put(ref, executable.output(ref.toString()).read()));
      return read;
    }
  }

  /**
   * Shows the training data to the layers that adapt to them. {@link #fit} does so itself before
   * the first epoch.
   */
  public void adapt(Dataset train) {
    new Adapting(model, network).run(train);
  }

  /**
   * A step for a batch size up to its cost, in a graph that is still open: for checking and
   * explaining.
   */
  public TrainingPass pass(int batch) {
    return TrainingPass.write(network, objectives, targets, model.dtype(), batch, weighted);
  }

  /** Whether the optimizer changes a variable: a parameter whose learning rate is not always 0. */
  public boolean moves(Variable variable) {
    return variable.role() == Variable.Role.PARAMETER
        && optimizer.updateRules().multiplier(variable.variable()) != 0;
  }

  /**
   * Writes what a {@linkplain #pass pass} reads besides variables: the batch, and what random
   * layers draw from.
   *
   * @param batch as many examples as the pass was written for
   * @param step from 1; decides what random layers draw
   */
  public void feed(Dataset batch, long step, Graph graph, Executable executable) {
    StepProgram.write(batch, executable);
    if (graph.hasInput(NetworkWriter.RANDOM_KEY)) {
      int[] key = {StepProgram.seedBits(options.seed()), (int) step};
      executable.input(NetworkWriter.RANDOM_KEY).write(key, 0);
    }
  }

  /**
   * η in a step, counted from 1: what the optimizer's schedule says, times what callbacks have made
   * of it.
   */
  public double learningRate(long step) {
    long update = optimizer.updateRules().update(step);
    return rateFactor * optimizer.learningRate().at(update - 1);
  }

  double rateFactor() {
    return rateFactor;
  }

  void scaleLearningRate(double factor) {
    rateFactor *= factor;
  }

  /**
   * Trains from the first epoch. Layers that adapt to the data see them before.
   *
   * @throws DivergedException if the loss is no longer finite; the model has then the weights of
   *     the last good epoch
   */
  public TrainingResult fit(Dataset train, Optional<Dataset> validation, List<Callback> callbacks) {
    return fit(train, validation, callbacks, Optional.empty(), FORGETTING);
  }

  /**
   * As above, from where an earlier run was, and ends bit for bit like one that was never
   * interrupted.
   *
   * @param callbacks those of the earlier run, as far as they remember something
   * @param from a state of an earlier run with the same network, optimizer, options and data; only
   *     the number of epochs may differ. Left out: from the first epoch
   * @param keeper gets the state before the first step and after each whole epoch, when its
   *     callbacks have seen it
   * @throws IllegalArgumentException if the state is not that of such a run
   */
  public TrainingResult fit(
      Dataset train,
      Optional<Dataset> validation,
      List<Callback> callbacks,
      Optional<TrainingState> from,
      Consumer<TrainingState> keeper) {
    if (from.isPresent()) {
      restore(from.get());
    } else {
      adapt(train);
    }
    try (Feeder feeder = new Feeder(train, options.batchSize())) {
      return new FitLoop(this, train, validation, callbacks, feeder, keeper).run(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    }
  }

  /**
   * Takes over variables and learning rate of an earlier run.
   *
   * @throws IllegalArgumentException if it had other variables
   */
  public void restore(TrainingState state) {
    Set<String> own =
        model.layout().variables().stream().map(Variable::variable).collect(Collectors.toSet());
    if (!own.equals(state.variables().values().keySet())) {
      throw new IllegalArgumentException(
          "expected the variables " + own + ", found " + state.variables().values().keySet());
    }
    model.restore(state.variables());
    rateFactor = state.rateFactor();
  }

  /**
   * One step, for loops of one's own.
   *
   * @param batch the examples of this step, all of them
   * @param step from 1; decides the learning rate and what random layers draw
   * @return the loss before the update; if it is not finite, nothing was updated
   */
  public double trainOnBatch(Dataset batch, long step) {
    return program(batch.size(), step).run(batch, step);
  }

  /**
   * Some steps of a training, with the batches that {@link #fit} would take, but without validation
   * and callbacks.
   *
   * @param done steps made before
   * @param until the last step, counted from 1
   */
  public void train(Dataset train, long done, long until) {
    int size = Math.min(options.batchSize(), train.size());
    int perEpoch = (train.size() + size - 1) / size;
    for (long step = done + 1; step <= until; step++) {
      int epoch = (int) ((step - 1) / perEpoch);
      int from = (int) ((step - 1) % perEpoch) * size;
      int[] order = order(train.size(), epoch);
      int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
      trainOnBatch(train.select(rows), step);
    }
  }

  /** Loss and metrics over a data set, in inference mode. */
  public EvaluationResult evaluate(Dataset dataset) {
    Evaluation evaluation = evaluation(dataset);
    return new EvaluationResult(evaluation.logs(), evaluation.results(), evaluation.columns());
  }

  Evaluation evaluation(Dataset dataset) {
    Evaluation evaluation = newEvaluation();
    int[] order = inOrder(dataset.size());
    // Larger batches than in training: nothing is kept for a backward pass.
    int size = Math.min(dataset.size(), Math.max(options.batchSize(), 256));
    Batch batch = new Batch(dataset, size);
    boolean weights = dataset.sampleWeights().isPresent();
    for (int from = 0; from < order.length; from += size) {
      int count = Math.min(size, order.length - from);
      batch.fill(order, from, count);
      Executable executable =
          model.executable(
              "evaluate " + count + (weights ? " weighted" : ""),
              () -> TrainingGraph.writeEvaluation(model, objectives, targets, count, weights));
      batch.writeTo(batch.ports(executable));
      executable.run();
      evaluation.add(batch, executable, executable.output(TrainingGraph.LOSS).item());
    }
    return evaluation;
  }

  /**
   * The compiled step for a batch size, made on first use and again if the model has dropped its
   * plan meanwhile.
   *
   * @param step from 1; decides whether it ends with an update
   */
  StepProgram program(int batch, long step) {
    boolean updating = optimizer.updateRules().updates(step);
    String key = (updating ? "train " : "accumulate ") + batch;
    StepProgram known = programs.get(key);
    if (known != null && model.holds(known.planKey(), known.executable())) {
      return known;
    }
    TrainingGraph graph = graph(model.dtype(), batch, updating);
    Executable executable = model.executable(key, graph::graph);
    StepProgram program =
        new StepProgram(key, executable, graph, this::learningRate, options.seed());
    programs.put(key, program);
    return program;
  }

  /**
   * The training graph's forward pass on one batch, to find out where numbers stop being finite.
   */
  String findNonFinite(Batch batch, long step) {
    return new NonFiniteFinder(model, network, options.seed()).find(batch, step);
  }

  Evaluation newEvaluation() {
    return new Evaluation(objectives, masks);
  }

  TrainingOptions options() {
    return options;
  }

  /** Order of the examples in an epoch, counted from 0: Fisher and Yates's shuffle. */
  int[] order(int examples, int epoch) {
    int[] order = inOrder(examples);
    if (options.shuffle()) {
      SplittableRandom random = new SplittableRandom(options.seed() * 31 + epoch);
      for (int i = examples - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
    return order;
  }

  private static int[] inOrder(int examples) {
    int[] order = new int[examples];
    for (int i = 0; i < examples; i++) {
      order[i] = i;
    }
    return order;
  }

  @Override
  public void close() {
    model.close();
  }
}
