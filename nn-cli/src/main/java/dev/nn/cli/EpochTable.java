package dev.nn.cli;

import dev.nn.api.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line per epoch: aligned columns on a terminal, {@code name=value} pairs in a log. */
final class EpochTable {
  private static final int NARROWEST = 9;

  private final boolean aligned;
  private List<String> names = List.of();

  EpochTable(boolean aligned) {
    this.aligned = aligned;
  }

  /** The line, with the heads of the columns before the first. */
  String line(Training training, double seconds, double examplesPerSecond) {
    return aligned
        ? aligned(training, seconds, examplesPerSecond)
        : plain(training, seconds, examplesPerSecond);
  }

  private String aligned(Training training, double seconds, double examplesPerSecond) {
    Map<String, Double> logs = training.logs();
    StringBuilder text = new StringBuilder();
    int epochWidth = Math.max(5, 2 * Integer.toString(training.epochs()).length() + 1);
    if (names.isEmpty()) {
      names = new ArrayList<>(logs.keySet());
      text.append(right("epoch", epochWidth));
      names.forEach(name -> text.append("  ").append(right(head(name), width(name))));
      text.append("  ").append(right("time", NARROWEST)).append("  examples/s\n");
    }
    text.append(right(training.epoch() + "/" + training.epochs(), epochWidth));
    for (String name : names) {
      text.append("  ")
          .append(right(value(name, logs.getOrDefault(name, Double.NaN)), width(name)));
    }
    return text.append("  ")
        .append(right(Numbers.seconds(seconds), NARROWEST))
        .append("  ")
        .append(right(String.format(Locale.ROOT, "%,.0f", examplesPerSecond), 10))
        .toString();
  }

  private static String plain(Training training, double seconds, double examplesPerSecond) {
    StringBuilder text = new StringBuilder();
    text.append("epoch ").append(training.epoch()).append('/').append(training.epochs());
    training
        .logs()
        .forEach(
            (name, value) ->
                text.append("  ").append(head(name)).append('=').append(value(name, value)));
    return text.append(
            String.format(Locale.ROOT, "  time=%.3fs  examples/s=%.0f", seconds, examplesPerSecond))
        .toString();
  }

  private static String head(String name) {
    return name.equals("learning_rate") ? "lr" : name;
  }

  // A learning rate of 0.001 and one of 0.0009 should look different.
  private static String value(String name, double value) {
    return name.equals("learning_rate")
        ? String.format(Locale.ROOT, "%.3e", value)
        : Numbers.measure(value);
  }

  private static int width(String name) {
    return Math.max(NARROWEST, head(name).length());
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
