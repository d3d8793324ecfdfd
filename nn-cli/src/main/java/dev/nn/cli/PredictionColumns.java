package dev.nn.cli;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
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
      Objective objective, String prefix, List<String> classes, Tensor values, Value output) {
    this.kind =
        switch (objective.loss().targetKind()) {
          case CLASS_INDEX, ONE_HOT -> Kind.CLASSES;
          case BINARY -> Kind.BINARY;
          case VALUE -> Kind.VALUES;
        };
    this.prefix = prefix;
    this.values = values;
    this.classes = classes;
    this.logits = objective.loss().readsLogits(output);
    // A hinge loss makes scores; nothing says that they are probabilities.
    this.probabilities =
        kind != Kind.VALUES
            && !objective
                .loss()
                .getClass()
                .getSimpleName()
                .toLowerCase(java.util.Locale.ROOT)
                .contains("hinge");
    int width = values.shape().rank() == 2 ? values.shape().size(1) : 0;
    boolean fits =
        switch (kind) {
          case CLASSES -> width == classes.size();
          case BINARY -> width == 1 && classes.size() == 2;
          case VALUES -> width > 0;
        };
    if (!fits) {
      throw new UsageException(
          "output '%s' is %s for each example, which is no row of a table"
              .formatted(objective.output(), values.shape().withoutBatch()),
          "");
    }
  }

  /** The columns of every output. */
  static List<PredictionColumns> of(
      Session session, DataDescription description, Map<String, Tensor> outputs) {
    Map<String, Value> values =
        new NetworkWriter(new GraphBuilder(), session.trainer().model().dtype(), false)
            .write(session.assembly().network(), 1)
            .values();
    List<Objective> objectives = session.assembly().objectives();
    List<PredictionColumns> columns = new ArrayList<>();
    for (Objective objective : objectives) {
      String name = objective.output();
      String prefix = objectives.size() == 1 ? "" : name + "_";
      columns.add(
          new PredictionColumns(
              objective,
              prefix,
              description.classNames(objective.target()),
              outputs.get(name),
              values.get(name)));
    }
    return columns;
  }

  /** Names of the columns. */
  List<String> header() {
    List<String> header = new ArrayList<>();
    if (kind == Kind.VALUES) {
      int width = values.shape().size(1);
      for (int i = 0; i < width; i++) {
        header.add(prefix + "prediction" + (width == 1 ? "" : "_" + i));
      }
      return header;
    }
    header.add(prefix + "prediction");
    if (probabilities) {
      classes.forEach(name -> header.add(prefix + "probability_" + name));
    }
    return header;
  }

  /** Cells of an example. */
  List<String> cells(int example) {
    int width = values.shape().size(1);
    double[] row = new double[width];
    for (int i = 0; i < width; i++) {
      row[i] = values.get(example * width + i);
    }
    List<String> cells = new ArrayList<>();
    switch (kind) {
      case VALUES -> {
        for (double value : row) {
          cells.add(Float.toString((float) value));
        }
      }
      case CLASSES -> classCells(logits ? softmax(row) : row, cells);
      case BINARY -> {
        double p = logits ? 1 / (1 + Math.exp(-row[0])) : row[0];
        // Of a hinge loss's score, which is about −1 or 1, the sign decides.
        double second = probabilities ? p : row[0] > 0 ? 1 : 0;
        classCells(new double[] {1 - second, second}, cells);
      }
    }
    return cells;
  }

  private void classCells(double[] scores, List<String> cells) {
    int greatest = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[greatest]) {
        greatest = i;
      }
    }
    cells.add(classes.get(greatest));
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
