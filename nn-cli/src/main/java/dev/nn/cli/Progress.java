package dev.nn.cli;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a training run: a line per epoch, and on a terminal a bar while an epoch lasts. */
final class Progress implements Callback, AutoCloseable {
  /** An epoch that is over sooner needs no bar. */
  private static final long NANOS_BEFORE_BAR = 300_000_000L;

  private static final long NANOS_BETWEEN_MESSAGES = 100_000_000L;

  private final Console console;
  private final int batchSize;
  private final EpochTable table;
  private ProgressBar bar;
  private long epochStart;
  private long lastMessage;
  private long stepsBefore;
  private long epochStepsEnd;

  Progress(Console console, int batchSize) {
    this.console = console;
    this.batchSize = batchSize;
    this.table = new EpochTable(console.terminal());
  }

  @Override
  public void onTrainBegin(Training training) {
    beginEpoch(training);
  }

  private void beginEpoch(Training training) {
    epochStart = System.nanoTime();
    stepsBefore = training.step();
  }

  @Override
  public void onStepEnd(Training training) {
    long now = System.nanoTime();
    epochStepsEnd = now;
    if (!console.terminal() || now - epochStart < NANOS_BEFORE_BAR) {
      return;
    }
    if (bar == null) {
      bar = bar(training);
    }
    bar.stepTo(examples(training));
    if (now - lastMessage > NANOS_BETWEEN_MESSAGES) {
      lastMessage = now;
      bar.setExtraMessage(" loss " + Numbers.measure(training.loss()));
    }
  }

  private long examples(Training training) {
    return Math.min(training.examplesPerEpoch(), (training.step() - stepsBefore) * batchSize);
  }

  private ProgressBar bar(Training training) {
    return new ProgressBarBuilder()
        .setTaskName("epoch " + training.epoch() + "/" + training.epochs())
        .setInitialMax(training.examplesPerEpoch())
        .setUnit(" examples", 1)
        .setSpeedUnit(ChronoUnit.SECONDS)
        .showSpeed()
        .startsFrom(examples(training), Duration.ofNanos(System.nanoTime() - epochStart))
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis((int) TimeUnit.NANOSECONDS.toMillis(NANOS_BETWEEN_MESSAGES))
        .setConsumer(new BarLine(console.err(), console.width()))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void onEpochEnd(Training training) {
    close();
    long now = System.nanoTime();
    double trained = Math.max(1, epochStepsEnd - epochStart) / 1e9;
    console
        .err()
        .println(table.line(training, (now - epochStart) / 1e9, examples(training) / trained));
    beginEpoch(training);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
