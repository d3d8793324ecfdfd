package dev.nn.core.callbacks;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Callback;
import dev.nn.api.train.CallbackState;
import dev.nn.api.train.Training;
import java.util.HashMap;
import java.util.Map;

/**
 * η ← max(f·η, η₁) after {@code patience} epochs without a better {@code monitor}. Names, defaults
 * and meaning are those of Keras 3's {@code ReduceLROnPlateau}, also in that nothing happens where
 * the monitored number is not computed. With a schedule, all later rates are scaled alike.
 *
 * @param monitor what is watched: {@code loss}, a metric's name, or either with {@code val_}
 * @param factor f, in (0, 1)
 * @param patience epochs without improvement that are borne, ≥ 0
 * @param mode which way is better; left to {@code auto}, the metric says it
 * @param minDelta smaller improvements do not count
 * @param cooldown epochs after a change in which nothing is counted, ≥ 0
 * @param minLr η₁ ≥ 0
 */
@Type("reduce_lr_on_plateau")
@Doc("Lowers the learning rate when a monitored number no longer gets better")
public record ReduceLrOnPlateau(
    @Doc("What is watched: loss or a metric, of validation with val_ before it")
        @Default("val_loss")
        String monitor,
    @Doc("Factor of the learning rate")
        @Default("0.1")
        @Range(min = 0, minExclusive = true, max = 1, maxExclusive = true)
        double factor,
    @Doc("Epochs without improvement that are borne") @Default("10") @Range(min = 0) int patience,
    @Doc("Which way is better") @Default("auto") MonitorMode mode,
    @Doc("Smaller improvements do not count") @Default("1e-4") @Range(min = 0) double minDelta,
    @Doc("Epochs after a change in which nothing is counted") @Default("0") @Range(min = 0)
        int cooldown,
    @Doc("Smallest learning rate") @Default("0.0") @Range(min = 0) double minLr)
    implements Callback {

  @Override
  public Callback start() {
    return new Observer(this);
  }

  private static final class Observer implements Callback {
    private static final String WAIT = "wait";
    private static final String COOLDOWN = "cooldown";

    private final ReduceLrOnPlateau spec;
    private final Monitor monitor;
    private final Best best;
    private int wait;
    private int cooldown;

    Observer(ReduceLrOnPlateau spec) {
      this.spec = spec;
      this.monitor = new Monitor("reduce_lr_on_plateau", spec.monitor, spec.mode);
      this.best = new Best(monitor, spec.minDelta);
    }

    @Override
    public void onTrainBegin(Training training) {
      best.begin(training);
    }

    @Override
    public void onEpochEnd(Training training) {
      monitor.value(training).ifPresent(value -> look(value, training));
    }

    private void look(double value, Training training) {
      if (cooldown > 0) {
        cooldown--;
        wait = 0;
      }
      if (best.isBeatenBy(value)) {
        wait = 0;
      } else if (cooldown == 0 && ++wait >= spec.patience) {
        reduce(training);
      }
    }

    @Override
    public CallbackState state() {
      Map<String, Double> numbers = new HashMap<>();
      numbers.put(WAIT, (double) wait);
      numbers.put(COOLDOWN, (double) cooldown);
      best.save(numbers);
      return CallbackState.of(numbers);
    }

    @Override
    public void resume(CallbackState state) {
      Map<String, Double> numbers = state.numbers();
      wait = numbers.get(WAIT).intValue();
      cooldown = numbers.get(COOLDOWN).intValue();
      best.resume(numbers);
    }

    private void reduce(Training training) {
      double rate = training.learningRate();
      if (rate > spec.minLr) {
        training.scaleLearningRate(Math.max(rate * spec.factor, spec.minLr) / rate);
        cooldown = spec.cooldown;
        wait = 0;
      }
    }
  }
}
