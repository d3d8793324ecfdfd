package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Loss;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.NetworkWriter.Forward;
import dev.nn.core.train.Objective;
import java.util.List;
import java.util.function.Predicate;

/** The layers of a network as a table, with shapes, parameters and memory. */
final class NetworkSummary {
  private final Experiment experiment;
  private final Registries registries;
  private final PreparedData data;
  private final Assembly assembly;
  private final Forward forward;

  NetworkSummary(Experiment experiment, Registries registries) {
    this.experiment = experiment;
    this.registries = registries;
    this.data = experiment.loadData();
    this.assembly = experiment.assemble(data);
    DataType dtype = experiment.spec().train().dtype().dataType();
    this.forward = new NetworkWriter(new GraphBuilder(), dtype, false).write(assembly.network(), 1);
  }

  String print() {
    return experiment.spec().name() + "\n\n" + layers() + "\n" + totals() + "\n" + objectives();
  }

  private String layers() {
    TextTable table = new TextTable(3);
    table.row("layer", "type", "output shape", "parameters", "  connected to");
    for (Network.Input input : assembly.network().inputs()) {
      table.row(input.name(), "input", batched(input.example().shape()), "", "");
    }
    for (Network.Node node : assembly.network().layers()) {
      long parameters = elements(declared -> belongs(declared, node) && isParameter(declared));
      table.row(
          node.name(),
          type(node) + (node.trainable() ? "" : " (frozen)"),
          batched(forward.values().get(node.name()).shape().withoutBatch()),
          Numbers.count(parameters),
          "  " + String.join(", ", node.inputs()));
    }
    return table.print("  ");
  }

  private String type(Network.Node node) {
    return registries
        .of(Kind.LAYER)
        .of(node.layer())
        .map(Registration::name)
        .orElse(node.layer().getClass().getSimpleName());
  }

  private static String batched(Shape example) {
    StringBuilder text = new StringBuilder("[batch");
    example.toList().forEach(size -> text.append(", ").append(size));
    return text.append("]").toString();
  }

  private String totals() {
    long trained = elements(declared -> role(declared) == Variable.Role.PARAMETER);
    long frozen = elements(declared -> role(declared) == Variable.Role.FROZEN);
    long state = elements(declared -> role(declared) == Variable.Role.STATE);
    TextTable table = new TextTable(1);
    table.row("parameters", Numbers.count(trained + frozen), bytes(trained + frozen));
    if (frozen > 0) {
      table.row("  trained", Numbers.count(trained), bytes(trained));
      table.row("  frozen", Numbers.count(frozen), bytes(frozen));
    }
    if (state > 0) {
      table.row("running statistics", Numbers.count(state), bytes(state));
    }
    table.row("training examples", Numbers.count(data.train().size()));
    return table.print("  ");
  }

  private String bytes(long elements) {
    return Numbers.bytes(elements * experiment.spec().train().dtype().dataType().bytes());
  }

  private long elements(Predicate<Declared> of) {
    return forward.variables().stream()
        .filter(of)
        .mapToLong(declared -> declared.spec().shape().elements())
        .sum();
  }

  private static boolean belongs(Declared declared, Network.Node node) {
    return declared.variable().variable().startsWith(node.name() + "/");
  }

  private static boolean isParameter(Declared declared) {
    return role(declared) == Variable.Role.PARAMETER || role(declared) == Variable.Role.FROZEN;
  }

  private static Variable.Role role(Declared declared) {
    return declared.variable().role();
  }

  private String objectives() {
    TextTable table = new TextTable(5);
    for (Objective objective : assembly.objectives()) {
      Value output = forward.values().get(objective.output());
      Loss loss = objective.loss();
      String name =
          registries
              .of(Kind.LOSS)
              .of(loss)
              .map(Registration::name)
              .orElse(loss.getClass().getSimpleName());
      table.row(
          "output " + objective.output(),
          "loss " + name + reading(loss, output),
          objective.metrics().isEmpty()
              ? ""
              : "metrics " + String.join(", ", objective.metrics().keySet()));
    }
    StringBuilder text = new StringBuilder(table.print("  "));
    boolean several = data.classes().size() > 1;
    data.classes()
        .forEach((target, names) -> text.append(classes(several ? " of " + target : "", names)));
    return text.toString();
  }

  /** What the loss takes the output for; said only of losses that know the difference. */
  private static String reading(Loss loss, Value output) {
    boolean knows =
        List.of(loss.getClass().getRecordComponents()).stream()
            .anyMatch(component -> component.getName().equals("fromLogits"));
    if (!knows) {
      return "";
    }
    return loss.readsLogits(output) ? " (takes logits)" : " (takes probabilities, stable form)";
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
