package dev.nn.cli;

import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One output as columns of a table: {@code prediction}, and for classes a {@code probability_…} for
 * each. With several outputs the output's name and an underscore stand before.
 */
final class PredictionColumns {
  private enum Kind {
    /** One score per class. */
    CLASSES,
    /** One score per class, at every place of a sequence. */
    SEQUENCE,
    /** One score, of the second class. */
    BINARY,
    /** Numbers as they are. */
    VALUES
  }

  private final Kind kind;
  private final String prefix;
  private final List<String> classes;
  private final Tensor values;
  private final boolean logits;
  private final boolean probabilities;

  private PredictionColumns(
      Objective objective,
      String prefix,
      List<String> classes,
      Tensor values,
      OutputReading reading) {
    this.prefix = prefix;
    this.values = values;
    this.classes = classes;
    this.kind = kind(objective);
    this.logits = reading.logits();
    // A hinge loss makes scores; nothing says that they are probabilities.
    this.probabilities =
        kind != Kind.VALUES
            && !objective
                .loss()
                .getClass()
                .getSimpleName()
                .toLowerCase(java.util.Locale.ROOT)
                .contains("hinge");
  }

  private Kind kind(Objective objective) {
    List<Integer> example = values.shape().withoutBatch().toList();
    int last = example.isEmpty() ? 0 : example.get(example.size() - 1);
    Kind kind =
        switch (objective.loss().targetKind()) {
          case CLASS_INDEX, ONE_HOT -> example.size() == 1 ? Kind.CLASSES : Kind.SEQUENCE;
          // Without classes they are numbers from 0 to 1, such as an autoencoder's pixels.
          case BINARY -> classes.isEmpty() ? Kind.VALUES : Kind.BINARY;
          case VALUE -> Kind.VALUES;
        };
    boolean fits =
        switch (kind) {
          case CLASSES -> last == classes.size();
          case SEQUENCE -> example.size() == 2 && last == classes.size();
          case BINARY -> example.equals(List.of(1)) && classes.size() == 2;
          case VALUES -> last > 0;
        };
    if (!fits) {
      throw new UsageException(
          "output '%s' is %s for each example, which is no row of a table"
              .formatted(objective.output(), values.shape().withoutBatch()),
          "");
    }
    return kind;
  }

  /** The columns of every output. */
  static List<PredictionColumns> of(
      Session session, DataDescription description, Map<String, Tensor> outputs) {
    List<Objective> objectives = session.assembly().objectives();
    List<PredictionColumns> columns = new ArrayList<>();
    for (Objective objective : objectives) {
      String name = objective.output();
      columns.add(
          new PredictionColumns(
              objective,
              objectives.size() == 1 ? "" : name + "_",
              description.classNames(objective.target()),
              outputs.get(name),
              OutputReading.of(session, objective)));
    }
    return columns;
  }

  /** Numbers for each example. */
  private int width() {
    return values.shape().withoutBatch().elements();
  }

  /** Names of the columns. */
  List<String> header() {
    List<String> header = new ArrayList<>();
    if (kind == Kind.VALUES) {
      for (int i = 0; i < width(); i++) {
        header.add(prefix + "prediction" + (width() == 1 ? "" : "_" + i));
      }
      return header;
    }
    header.add(prefix + "prediction");
    if (probabilities && kind != Kind.SEQUENCE) {
      classes.forEach(name -> header.add(prefix + "probability_" + name));
    }
    return header;
  }

  /** Cells of an example. */
  List<String> cells(int example) {
    double[] row = new double[width()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(example * row.length + i);
    }
    List<String> cells = new ArrayList<>();
    switch (kind) {
      case VALUES -> {
        for (double value : row) {
          cells.add(Float.toString((float) (logits ? sigmoid(value) : value)));
        }
      }
      case CLASSES -> classCells(logits ? softmax(row) : row, cells);
      case SEQUENCE -> cells.add(sequence(row));
      case BINARY -> {
        double p = logits ? sigmoid(row[0]) : row[0];
        // Of a hinge loss's score, which is about −1 or 1, the sign decides.
        double second = probabilities ? p : row[0] > 0 ? 1 : 0;
        classCells(new double[] {1 - second, second}, cells);
      }
    }
    return cells;
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The likeliest class at every place; characters side by side, longer names with spaces. */
  private String sequence(double[] scores) {
    boolean characters =
        classes.stream().filter(name -> name.codePointCount(0, name.length()) != 1).count() <= 1;
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < scores.length; from += classes.size()) {
      int greatest = greatest(Arrays.copyOfRange(scores, from, from + classes.size()));
      text.append(characters || from == 0 ? "" : " ").append(classes.get(greatest));
    }
    return text.toString();
  }

  private static int greatest(double[] scores) {
    int greatest = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[greatest]) {
        greatest = i;
      }
    }
    return greatest;
  }

  private void classCells(double[] scores, List<String> cells) {
    cells.add(classes.get(greatest(scores)));
    if (probabilities) {
      for (double score : scores) {
        cells.add(Float.toString((float) score));
      }
    }
  }

  private static double[] softmax(double[] logits) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double[] exponentials = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      exponentials[i] = Math.exp(logits[i] - greatest);
      sum += exponentials[i];
    }
    for (int i = 0; i < logits.length; i++) {
      exponentials[i] /= sum;
    }
    return exponentials;
  }
}
