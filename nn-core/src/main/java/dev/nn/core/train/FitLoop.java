package dev.nn.core.train;

import dev.nn.api.data.Dataset;
import dev.nn.api.train.Callback;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import dev.nn.core.model.Model;
import dev.nn.core.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One call of {@link Trainer#fit}: the loop over epochs and steps, and what callbacks see of it.
 */
final class FitLoop implements Training {
  private static final String VALIDATION = "val_";

  private final Trainer trainer;
  private final Dataset train;
  private final Optional<Dataset> validation;
  private final List<Callback> callbacks;
  private final Feeder feeder;
  private final Consumer<TrainingState> keeper;
  private final List<Map<String, Double>> history = new ArrayList<>();
  private final int stepsPerEpoch;
  private Evaluation evaluation;
  private Map<String, Double> logs = Map.of();
  private String stopped;
  private Weights lastGood;
  private int epoch;
  private long step;

  FitLoop(
      Trainer trainer,
      Dataset train,
      Optional<Dataset> validation,
      List<Callback> callbacks,
      Feeder feeder,
      Consumer<TrainingState> keeper) {
    this.trainer = trainer;
    this.train = train;
    this.validation = validation;
    this.callbacks = callbacks.stream().map(Callback::start).toList();
    this.feeder = feeder;
    this.keeper = keeper;
    int batch = Math.min(trainer.options().batchSize(), train.size());
    this.stepsPerEpoch = (train.size() + batch - 1) / batch;
  }

  /**
   * @param from where an earlier run was; its variables are the model's already
   */
  TrainingResult run(Optional<TrainingState> from) throws InterruptedException {
    int epochsDone = from.map(TrainingState::epochs).orElse(0);
    step = (long) epochsDone * stepsPerEpoch;
    lastGood = model().weights();
    evaluation = trainer.newEvaluation();
    callbacks.forEach(callback -> callback.onTrainBegin(this));
    from.ifPresent(this::resume);
    long start = System.nanoTime();
    int finished = epochsDone;
    keep(finished);
    for (epoch = epochsDone + 1; epoch <= epochs() && stopped == null; epoch++) {
      boolean whole = epochOfSteps();
      finishEpoch();
      if (whole) {
        finished = epoch;
        keep(finished);
      }
    }
    epoch = Math.min(epoch, epochs());
    double seconds = (System.nanoTime() - start) / 1e9;
    callbacks.forEach(callback -> callback.onTrainEnd(this));
    return new TrainingResult(finished, step, seconds, history, Optional.ofNullable(stopped));
  }

  private void resume(TrainingState from) {
    stopped = from.stopped().orElse(null);
    List<Callback> remembering =
        callbacks.stream().filter(each -> !each.state().equals(CallbackState.NONE)).toList();
    if (remembering.size() != from.callbacks().size()) {
      throw new IllegalArgumentException(
          "%d callbacks remember something, but the state is that of %d"
              .formatted(remembering.size(), from.callbacks().size()));
    }
    for (int i = 0; i < remembering.size(); i++) {
      remembering.get(i).resume(from.callbacks().get(i));
    }
  }

  private void keep(int epochs) {
    if (keeper == Trainer.FORGETTING) {
      return; // A copy of all variables is not free.
    }
    keeper.accept(
        new TrainingState(
            epochs,
            trainer.rateFactor(),
            Optional.ofNullable(stopped),
            model().everything(),
            callbacks.stream()
                .map(Callback::state)
                .filter(state -> !state.equals(CallbackState.NONE))
                .toList()));
  }

  /** Whether the epoch came to its end. */
  private boolean epochOfSteps() throws InterruptedException {
    logs = Map.of();
    evaluation = trainer.newEvaluation();
    feeder.start(trainer.order(train.size(), epoch - 1));
    Batch batch = feeder.next();
    while (batch != null) {
      StepProgram program = trainer.program(batch.count(), ++step);
      double loss = program.run(batch, step);
      if (!Double.isFinite(loss)) {
        String what = "the loss became " + (Double.isNaN(loss) ? "NaN" : "infinite");
        diverged(what, trainer.findNonFinite(batch, step));
      }
      evaluation.add(batch, program.executable(), loss);
      feeder.release(batch);
      for (Callback callback : callbacks) {
        callback.onStepEnd(this);
      }
      if (stopped != null) {
        return false;
      }
      batch = feeder.next();
    }
    return true;
  }

  private void finishEpoch() {
    Map<String, Double> all = new LinkedHashMap<>(evaluation.logs());
    validation.ifPresent(
        data ->
            trainer
                .evaluation(data)
                .logs()
                .forEach((name, value) -> all.put(VALIDATION + name, value)));
    all.put("learning_rate", trainer.learningRate(step));
    logs = all;
    history.add(all);
    keepIfGood();
    callbacks.forEach(callback -> callback.onEpochEnd(this));
  }

  /** A step with a finite loss can still have gradients that are not. */
  private void keepIfGood() {
    Weights weights = model().weights();
    Optional<String> bad = weights.firstNonFinite();
    if (bad.isPresent()) {
      diverged("the weights overflowed", "'" + bad.get() + "' has values that are not finite");
    }
    lastGood = weights;
  }

  private void diverged(String what, String where) {
    model().restore(lastGood);
    int good = epoch - 1;
    throw new DivergedException(
        step,
        what
            + " at step "
            + step
            + " (epoch "
            + epoch
            + "): "
            + where
            + ". The model keeps the weights "
            + (good == 0 ? "it started with" : "of epoch " + good)
            + "; try a smaller learning_rate, or clipnorm in the optimizer");
  }

  private Model model() {
    return trainer.model();
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return trainer.options().epochs();
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  @Override
  public int examplesPerEpoch() {
    return train.size();
  }

  @Override
  public double loss() {
    return evaluation.loss();
  }

  @Override
  public Map<String, Double> logs() {
    return logs;
  }

  @Override
  public Optional<Boolean> greaterIsBetter(String log) {
    return evaluation.greaterIsBetter(
        log.startsWith(VALIDATION) ? log.substring(VALIDATION.length()) : log);
  }

  @Override
  public void stop(String reason) {
    if (stopped == null) {
      stopped = reason;
    }
  }

  @Override
  public double learningRate() {
    return trainer.learningRate(Math.max(step, 1));
  }

  @Override
  public void scaleLearningRate(double factor) {
    trainer.scaleLearningRate(factor);
  }

  @Override
  public Snapshot snapshot() {
    return model().weights();
  }

  @Override
  public void restore(Snapshot snapshot) {
    model().restore((Weights) snapshot);
  }
}
