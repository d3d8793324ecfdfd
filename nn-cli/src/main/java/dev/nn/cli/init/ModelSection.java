package dev.nn.cli.init;

import java.util.List;

/** The part of a config that says what the network is and how it learns. */
final class ModelSection {
  /** Words that a text may consist of; the rest is rare. */
  private static final int VOCABULARY = 5000;

  private final Target target;
  private final Features features;
  private final Plan plan;
  private final int rows;

  ModelSection(Target target, Features features, Plan plan, int rows) {
    this.target = target;
    this.features = features;
    this.plan = plan;
    this.rows = rows;
  }

  void write(ConfigText text) {
    text.line("model:");
    boolean reads = features.text().isPresent();
    boolean facts = !features.numbers().isEmpty() || !features.categories().isEmpty();
    if (reads) {
      text.line(facts ? "  inputs: [facts, words]" : "  inputs: [words]");
    }
    text.line("  layers:");
    if (reads) {
      text.comment(
          4,
          "Which of the "
              + Words.count(VOCABULARY)
              + " most frequent words a text has, in no order.");
      text.line(
          "    - {name: bag, type: text_vectorization, max_tokens: %d, output_mode: multi_hot, inputs: words}"
              .formatted(VOCABULARY));
      if (facts) {
        text.line("    - {name: all, type: concatenate, inputs: [facts, bag]}");
      }
    }
    hidden(text);
    output(text);
    learning(text);
  }

  private void hidden(ConfigText text) {
    text.comment(4, width());
    int number = 1;
    for (int units : plan.hidden()) {
      String name = plan.hidden().size() == 1 ? "hidden" : "hidden_" + number++;
      text.line(
          "    - {name: %s, type: dense, units: %d, activation: relu}".formatted(name, units));
      text.line("    - {type: dropout, rate: %s}".formatted(plan.dropout()));
    }
  }

  private String width() {
    int inputs = features.width(true);
    String seen =
        Words.count(rows, "row")
            + (inputs == 0 ? "" : " and about " + Words.count(inputs, "input"));
    String chosen =
        plan.hidden().size() == 1
            ? "one small hidden layer, as many weights cannot be learned from so few rows"
            : "hidden layers of "
                + Words.list(plan.hidden().stream().map(String::valueOf).toList());
    return "%s: %s; dropout keeps the network from learning rows by heart.".formatted(seen, chosen);
  }

  private void output(ConfigText text) {
    if (target.isBinary()) {
      List<String> classes = target.classes();
      text.line(
          "    - {name: prediction, type: dense, units: 1, activation: sigmoid}",
          "the probability of " + Words.shown(classes.get(1)));
      text.line("loss: binary_crossentropy");
    } else if (target.isClass()) {
      text.line(
          "    - {name: prediction, type: dense, units: %d, activation: softmax}"
              .formatted(target.column().distinct()),
          "a probability for each class");
      text.line("loss: sparse_categorical_crossentropy");
    } else {
      text.line("    - {name: prediction, type: dense, units: 1}", "any number");
      text.line("loss: mean_squared_error");
    }
    metrics(text);
  }

  private void metrics(ConfigText text) {
    if (!target.isClass()) {
      text.line(
          "metrics: [r2_score]",
          "1: no error; 0: no better than saying %s for every row"
              .formatted(Words.number(target.column().numbers().orElseThrow().mean())));
      return;
    }
    String blind =
        "naming the most frequent class each time gives an accuracy of "
            + Words.percent(target.majority());
    if (target.isBinary()) {
      text.line(
          target.isUneven()
              ? "metrics: [accuracy, auc, precision, recall]"
              : "metrics: [accuracy, auc]",
          blind);
    } else {
      text.line(
          target.isUneven()
              ? "metrics: [accuracy, {type: f1_score, average: macro}]"
              : "metrics: [accuracy]",
          blind);
    }
  }

  private void learning(ConfigText text) {
    text.line("optimizer: {type: adam, learning_rate: %s}".formatted(plan.learningRate()));
    text.line("train:");
    text.line("  epochs: " + plan.epochs(), "at most: see early_stopping");
    text.line("  batch_size: " + plan.batchSize());
    if (target.isUneven()) {
      text.comment(
          2,
          "The rarest class has %s of the rows. To find more of it, at the price of false alarms, let all classes count alike:"
              .formatted(Words.percent(target.minority())));
      text.line("  # class_weight: balanced");
    }
    text.line("callbacks:");
    text.comment(
        2,
        "Stops when the validation part has seen no better for %d epochs, and goes back to the best."
            .formatted(plan.patience()));
    text.line(
        "  - {type: early_stopping, monitor: val_loss, patience: %d, restore_best: true}"
            .formatted(plan.patience()));
  }
}
