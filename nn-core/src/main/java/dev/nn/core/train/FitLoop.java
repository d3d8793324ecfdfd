package dev.nn.core.train;

import dev.nn.api.data.Dataset;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import dev.nn.core.model.Model;
import dev.nn.core.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of {@link Trainer#fit}: the loop over epochs and steps, and what callbacks see of it.
 */
final class FitLoop implements Training {
  private final Trainer trainer;
  private final Dataset train;
  private final Optional<Dataset> validation;
  private final List<Callback> callbacks;
  private final Feeder feeder;
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
      Feeder feeder) {
    this.trainer = trainer;
    this.train = train;
    this.validation = validation;
    this.callbacks = callbacks.stream().map(Callback::start).toList();
    this.feeder = feeder;
    int batch = Math.min(trainer.options().batchSize(), train.size());
    this.stepsPerEpoch = (train.size() + batch - 1) / batch;
  }

  TrainingResult run(int epochsDone) throws InterruptedException {
    step = (long) epochsDone * stepsPerEpoch;
    lastGood = model().weights();
    evaluation = trainer.newEvaluation();
    callbacks.forEach(callback -> callback.onTrainBegin(this));
    long start = System.nanoTime();
    int finished = epochsDone;
    for (epoch = epochsDone + 1; epoch <= epochs() && stopped == null; epoch++) {
      if (epochOfSteps()) {
        finished = epoch;
      }
      finishEpoch();
    }
    epoch = Math.min(epoch, epochs());
    double seconds = (System.nanoTime() - start) / 1e9;
    callbacks.forEach(callback -> callback.onTrainEnd(this));
    return new TrainingResult(finished, step, seconds, history, Optional.ofNullable(stopped));
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
                .forEach((name, value) -> all.put("val_" + name, value)));
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
