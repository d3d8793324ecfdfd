package dev.nn.cli;

import dev.nn.api.tensor.TensorType;
import dev.nn.cli.NetworkOutline.Inside;
import dev.nn.cli.NetworkOutline.Part;
import dev.nn.cli.NetworkOutline.Result;
import dev.nn.cli.NetworkOutline.Run;
import dev.nn.cli.NetworkOutline.Totals;
import dev.nn.core.inspect.PlannedMemory;
import java.util.ArrayList;
import java.util.List;

/** A network as a table of its layers, and what they sum up to. */
final class NetworkTable {
  private final NetworkOutline outline;

  NetworkTable(NetworkOutline outline) {
    this.outline = outline;
  }

  String print() {
    return outline.name() + "\n\n" + layers() + "\n" + totals() + "\n" + results();
  }

  private String layers() {
    TextTable table = new TextTable(3, 2);
    table.row("layer", "type", "output shape", "parameters", "multiply-adds", "  connected to");
    for (NetworkOutline.Source input : outline.inputs()) {
      table.row(input.name(), "input", batched(input.example()), "", "", "");
    }
    outline.layers().forEach(part -> rows(table, part, ""));
    return table.print("  ");
  }

  /** A layer, and below it what is in it. */
  private static void rows(TextTable table, Part part, String indent) {
    row(table, part, indent + part.name(), type(part), String.join(", ", part.inputs()));
    part.block().ifPresent(inside -> inside(table, inside, indent + "  "));
  }

  private static void inside(TextTable table, Inside inside, String indent) {
    for (Run run : inside.runs()) {
      Part first = run.first();
      if (run.times() == 1) {
        rows(table, first, indent);
      } else {
        String names = indent + first.name() + " … " + run.last().name();
        String note = inside.oneSet() ? "one set of parameters" : "parameters of each";
        row(table, first, names, type(first), note);
        first.block().ifPresent(block -> inside(table, block, indent + "  "));
      }
    }
  }

  private static void row(TextTable table, Part part, String name, String type, String last) {
    table.row(
        name,
        type,
        batched(part.output()),
        Numbers.count(part.count().parameters()),
        Numbers.count(part.count().multiplyAdds()),
        "  " + last);
  }

  private static String type(Part part) {
    return part.type()
        + part.block()
            .filter(Inside::repeated)
            .map(inside -> " × " + inside.layers().size())
            .orElse("")
        + part.shares().map(" (weights of %s)"::formatted).orElse("")
        + (part.trainable() ? "" : " (frozen)");
  }

  private static String batched(TensorType example) {
    StringBuilder text = new StringBuilder("[batch");
    example.shape().toList().forEach(size -> text.append(", ").append(size));
    return text.append("]").toString();
  }

  private String totals() {
    Totals totals = outline.totals();
    TextTable table = new TextTable(1, 2);
    table.row("parameters", Numbers.count(totals.parameters()), bytes(totals.parameters()));
    if (totals.frozen() > 0) {
      table.row("  trained", Numbers.count(totals.trained()), bytes(totals.trained()));
      table.row("  frozen", Numbers.count(totals.frozen()), bytes(totals.frozen()));
    }
    if (totals.state() > 0) {
      table.row(
          "state, not trained",
          Numbers.count(totals.state()),
          bytes(totals.state()),
          "  " + String.join(", ", totals.states()));
    }
    table.row("multiply-adds", Numbers.count(totals.multiplyAdds()), "", "  per example, forwards");
    table.row("training examples", Numbers.count(outline.examples()));
    table.row("training memory", "", Numbers.bytes(memory().total()), "  " + memoryParts());
    return table.print("  ");
  }

  private PlannedMemory memory() {
    return outline.step().memory();
  }

  private String memoryParts() {
    List<String> parts = new ArrayList<>();
    parts.add("values " + Numbers.bytes(memory().arena() + memory().constants()));
    long parameters = memory().parameters() + memory().frozen() + memory().state();
    parts.add("parameters " + Numbers.bytes(parameters));
    if (memory().optimizer() > 0) {
      parts.add("optimizer " + Numbers.bytes(memory().optimizer()));
    }
    return "batches of %d on %s: %s"
        .formatted(outline.step().batch(), outline.step().backend(), String.join(", ", parts));
  }

  private String bytes(long elements) {
    return Numbers.bytes(elements * outline.step().dtype().bytes());
  }

  private String results() {
    TextTable table = new TextTable(5);
    for (Result result : outline.outputs()) {
      table.row(
          "output " + result.layer(),
          "loss " + result.loss() + reading(result),
          result.metrics().isEmpty() ? "" : "metrics " + String.join(", ", result.metrics()));
    }
    StringBuilder text = new StringBuilder(table.print("  "));
    boolean several = outline.classes().size() > 1;
    outline
        .classes()
        .forEach((target, names) -> text.append(classes(several ? " of " + target : "", names)));
    return text.toString();
  }

  private static String reading(Result result) {
    return result
        .logits()
        .map(logits -> logits ? " (takes logits)" : " (takes probabilities, stable form)")
        .orElse("");
  }

  private static String classes(String of, List<String> classes) {
    List<String> names =
        classes.stream().map(name -> name.replace("\n", "\\n").replace("\t", "\\t")).toList();
    String listed =
        names.size() <= 12
            ? String.join(", ", names)
            : String.join(", ", names.subList(0, 10)) + ", …, " + names.get(names.size() - 1);
    return "  classes" + of + " " + names.size() + ": " + listed + "\n";
  }
}
