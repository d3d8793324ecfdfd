package dev.nn.core.callbacks;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Callback;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops after {@code patience} epochs without a better {@code monitor}. Names, defaults and meaning
 * are those of Keras 3's {@code EarlyStopping}, also in that nothing happens where the monitored
 * number is not computed. Prechelt (1998).
 *
 * @param monitor what is watched: {@code loss}, a metric's name, or either with {@code val_}
 * @param minDelta smaller improvements do not count
 * @param patience epochs without improvement that are borne
 * @param mode which way is better; left to {@code auto}, the metric says it
 * @param baseline training stops also if nothing within {@code patience} epochs is better than this
 * @param restoreBestWeights whether the model ends with the weights of its best epoch
 * @param startFromEpoch epochs at the beginning that are not watched
 */
@Type("early_stopping")
@Doc("Stops when a monitored number no longer gets better")
public record EarlyStopping(
    @Doc("What is watched: loss or a metric, of validation with val_ before it")
        @Default("val_loss")
        String monitor,
    @Doc("Smaller improvements do not count") @Default("0") @Range(min = 0) double minDelta,
    @Doc("Epochs without improvement that are borne") @Default("0") @Range(min = 0) int patience,
    @Doc("Which way is better") @Default("auto") MonitorMode mode,
    @Doc("Stop also if this is never bettered") Optional<Double> baseline,
    @Doc("Whether the model ends with the weights of its best epoch")
        @Alias("restore_best")
        @Default("false")
        boolean restoreBestWeights,
    @Doc("Epochs at the beginning that are not watched") @Default("0") @Range(min = 0)
        int startFromEpoch)
    implements Callback {

  @Override
  public Callback start() {
    return new Observer(this);
  }

  private static final class Observer implements Callback {
    private static final String WAIT = "wait";
    private static final String BEST_EPOCH = "best_epoch";
    private static final String BEST_WEIGHTS = "best_weights";

    private final EarlyStopping spec;
    private final Monitor monitor;
    private final Best best;
    private int bestEpoch;
    private int wait;
    private Training.Snapshot bestWeights;

    Observer(EarlyStopping spec) {
      this.spec = spec;
      this.monitor = new Monitor("early_stopping", spec.monitor, spec.mode);
      this.best = new Best(monitor, spec.minDelta);
    }

    @Override
    public void onTrainBegin(Training training) {
      best.begin(training);
    }

    @Override
    public void onEpochEnd(Training training) {
      OptionalDouble value = monitor.value(training);
      if (training.epoch() > spec.startFromEpoch && value.isPresent()) {
        look(value.getAsDouble(), training);
      }
    }

    private void look(double value, Training training) {
      wait++;
      if (best.isBeatenBy(value)) {
        bestEpoch = training.epoch();
        if (spec.restoreBestWeights) {
          bestWeights = training.snapshot();
        }
        // A best that is still worse than the baseline does not buy more time.
        if (spec.baseline.isEmpty() || best.isBetter(value, spec.baseline.get())) {
          wait = 0;
        }
      } else if (wait >= spec.patience) {
        training.stop(reason());
      }
    }

    private String reason() {
      return bestEpoch == 0
          ? "%s never became a finite number".formatted(spec.monitor)
          : "%s was best (%.6g) in epoch %d".formatted(spec.monitor, best.value(), bestEpoch);
    }

    @Override
    public CallbackState state() {
      Map<String, Double> numbers = new HashMap<>();
      numbers.put(WAIT, (double) wait);
      numbers.put(BEST_EPOCH, (double) bestEpoch);
      best.save(numbers);
      return new CallbackState(
          numbers, bestWeights == null ? Map.of() : Map.of(BEST_WEIGHTS, bestWeights));
    }

    @Override
    public void resume(CallbackState state) {
      Map<String, Double> numbers = state.numbers();
      wait = numbers.get(WAIT).intValue();
      bestEpoch = numbers.get(BEST_EPOCH).intValue();
      best.resume(numbers);
      bestWeights = state.snapshots().get(BEST_WEIGHTS);
    }

    @Override
    public void onTrainEnd(Training training) {
      if (bestWeights != null) {
        training.restore(bestWeights);
      }
    }
  }
}
