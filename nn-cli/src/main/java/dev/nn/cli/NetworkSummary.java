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
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.NetworkWriter.Forward;
import dev.nn.core.train.Objective;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    TextTable table = new TextTable(3, 1);
    table.row("layer", "type", "output shape", "parameters", "  connected to");
    for (Network.Input input : assembly.network().inputs()) {
      table.row(input.name(), "input", batched(input.example().shape()), "", "");
    }
    assembly.network().layers().forEach(node -> rows(table, node, "", "", Set.of()));
    return table.print("  ");
  }

  /**
   * A layer, and below it what is in it.
   *
   * @param path of the block that it is in, with a slash; or empty
   * @param indent of what is in that block
   * @param beside names of the layers in that block
   */
  private void rows(
      TextTable table, Network.Node node, String path, String indent, Set<String> beside) {
    String at = path + node.name();
    table.row(
        indent + node.name(),
        type(node, path, beside) + (node.trainable() ? "" : " (frozen)"),
        batched(forward.outputs().get(at).shape().withoutBatch()),
        Numbers.count(parameters(at)),
        "  " + String.join(", ", node.inputs()));
    if (!(node.layer() instanceof Block block)) {
      return;
    }
    String inner = indent + "  ";
    Set<String> names = block.layers().stream().map(Network.Node::name).collect(Collectors.toSet());
    if (!isRepetition(block)) {
      block.layers().forEach(each -> rows(table, each, at + "/", inner, names));
      return;
    }
    // Where all repetitions look the same, one stands for all.
    List<String> looks = block.layers().stream().map(each -> looks(at + "/", each)).toList();
    boolean oneSet = block.layers().stream().skip(1).noneMatch(each -> hasOwn(each));
    for (int i = 0; i < looks.size(); i++) {
      int last = i;
      while (last + 1 < looks.size() && (oneSet || looks.get(last + 1).equals(looks.get(i)))) {
        last++;
      }
      Network.Node each = block.layers().get(i);
      if (last > i) {
        table.row(
            inner + each.name() + " … " + block.layers().get(last).name(),
            type(each, at + "/", names),
            batched(forward.outputs().get(at + "/" + each.name()).shape().withoutBatch()),
            Numbers.count(parameters(at + "/" + each.name())),
            oneSet ? "  one set of parameters" : "  parameters of each");
        if (each.layer() instanceof Block nested && !isRepetition(nested)) {
          Set<String> inside =
              nested.layers().stream().map(Network.Node::name).collect(Collectors.toSet());
          nested
              .layers()
              .forEach(
                  part -> rows(table, part, at + "/" + each.name() + "/", inner + "  ", inside));
        }
      } else {
        rows(table, each, at + "/", inner, names);
      }
      i = last;
    }
  }

  private String looks(String path, Network.Node node) {
    String at = path + node.name();
    return forward.outputs().get(at).shape() + " " + parameters(at);
  }

  private static boolean hasOwn(Network.Node node) {
    return node.weights().equals(node.name());
  }

  /** Whether a block was made by the key {@code repeat}. */
  private static boolean isRepetition(Block block) {
    return block.layers().size() > 1
        && block.layers().get(0).name().equals("repeat_1")
        && block.layers().stream()
            .allMatch(each -> each.layer().equals(block.layers().get(0).layer()));
  }

  private long parameters(String path) {
    return elements(
        declared -> declared.variable().variable().startsWith(path + "/") && isParameter(declared));
  }

  private String type(Network.Node node, String path, Set<String> beside) {
    String shared =
        hasOwn(node)
            ? ""
            : " (weights of %s)"
                .formatted(
                    beside.contains(Network.layer(node.weights()))
                        ? path + node.weights()
                        : node.weights());
    if (node.layer() instanceof Block block && isRepetition(block)) {
      return name(block.layers().get(0)) + " × " + block.layers().size() + shared;
    }
    return name(node) + shared;
  }

  private String name(Network.Node node) {
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
    TextTable table = new TextTable(1, 2);
    table.row("parameters", Numbers.count(trained + frozen), bytes(trained + frozen));
    if (frozen > 0) {
      table.row("  trained", Numbers.count(trained), bytes(trained));
      table.row("  frozen", Numbers.count(frozen), bytes(frozen));
    }
    if (state > 0) {
      table.row("state, not trained", Numbers.count(state), bytes(state), "  " + states());
    }
    table.row("training examples", Numbers.count(data.train().size()));
    return table.print("  ");
  }

  /** What the state is: vocabulary, moving_mean, …. */
  private String states() {
    return forward.variables().stream()
        .filter(declared -> role(declared) == Variable.Role.STATE)
        .map(declared -> declared.variable().variable())
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .distinct()
        .collect(Collectors.joining(", "));
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
