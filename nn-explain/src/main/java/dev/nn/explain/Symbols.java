package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Constant;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.Random;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Variable;
import dev.nn.core.gradient.ChainRule;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives values of a training graph the names that the textbook has for them. Whatever a layer has
 * labelled, its parameters, and the gradients of all these have a name; so has what is used more
 * than once. The rest is written out where it is used.
 */
final class Symbols {
  /** What parameters and states are called; others keep their names. */
  private static final Map<String, String> BASES =
      Map.ofEntries(
          Map.entry("kernel", "θ"),
          Map.entry("recurrent_kernel", "U"),
          Map.entry("bias", "b"),
          Map.entry("gamma", "γ"),
          Map.entry("beta", "β"),
          Map.entry("alpha", "α"),
          Map.entry("embeddings", "E"),
          Map.entry("moving_mean", "μ̄"),
          Map.entry("moving_variance", "σ̄²"),
          Map.entry("learning_rate", "η"),
          Map.entry("momentum", "m"),
          Map.entry("velocity", "v"),
          Map.entry("velocity_hat", "v̂"),
          Map.entry("accumulated_gradient", "v"),
          Map.entry("average_gradient", "ḡ"));

  private final Network network;
  private final TrainingGraph training;
  private final Unfolded unfolded;
  private final Numbering numbering;
  private final int cost;
  private final Map<Ref, Name> names = new HashMap<>();
  private final Map<String, Integer> unnamed = new HashMap<>();
  private final Twins twins;
  private final Constants constants;

  /** For values, in order; those of optimizers not. */
  private final Map<Ref, Ref> gradients = new LinkedHashMap<>();

  Symbols(Network network, TrainingGraph training, Unfolded unfolded, Numbering numbering) {
    this.network = network;
    this.training = training;
    this.unfolded = unfolded;
    this.numbering = numbering;
    this.cost = training.graph().outputs().get(TrainingGraph.LOSS).node();
    twins = new Twins(unfolded, names);
    constants = new Constants(unfolded.graph());
    nameLeaves();
    nameLabelled();
    nameKnown();
    nameShared();
    nameGradients();
    nameSharedGradients();
    nameUpdates();
  }

  Map<Ref, Name> names() {
    return Map.copyOf(names);
  }

  /** Those that are computed a second time. */
  Twins twins() {
    return twins;
  }

  /** ∂C/∂x by x, for every x that has a name, the last in the graph first. */
  Map<Ref, Ref> gradients() {
    return gradients;
  }

  private void nameLeaves() {
    for (Node node : training.graph().nodes()) {
      Ref ref = new Ref(node.id(), 0);
      if (isShownInParts(node)) {
        continue;
      }
      if (node.op() instanceof Input input && !input.input().equals(NetworkWriter.RANDOM_KEY)) {
        names.put(ref, input(input.input()));
      } else if (node.op() instanceof Variable variable) {
        names.put(ref, variable(variable.variable(), variable.role()));
      } else if (node.op() instanceof FlatVariables) {
        names.put(ref, Name.of("θ"));
      }
    }
    nameParts();
  }

  /** What an optimizer keeps of all parameters as one vector is shown for each of them. */
  private void nameParts() {
    unfolded
        .updates()
        .variables()
        .forEach((path, ref) -> names.putIfAbsent(ref, variable(path, Variable.Role.OPTIMIZER)));
  }

  private boolean isShownInParts(Node node) {
    boolean optimizer =
        node.op() instanceof FlatVariables
            || node.op() instanceof Variable v && v.role() == Variable.Role.OPTIMIZER;
    return optimizer && unfolded.updates().isPresent() && unfolded.updates().isVector(node);
  }

  private Name input(String input) {
    if (network.inputs().stream().anyMatch(each -> each.name().equals(input))) {
      boolean only = network.inputs().size() == 1;
      return only ? new Name("a", "0", "", false) : new Name("x", "", input, false);
    }
    if (input.startsWith(TrainingGraph.TARGET)) {
      boolean only =
          training.graph().nodes().stream()
                  .filter(
                      node ->
                          node.op() instanceof Input i
                              && i.input().startsWith(TrainingGraph.TARGET))
                  .count()
              == 1;
      return new Name("y", "", only ? "" : input.substring(TrainingGraph.TARGET.length()), false);
    }
    if (input.equals(TrainingGraph.SAMPLE_WEIGHT)) {
      return Name.of("w");
    }
    String last = input.substring(input.lastIndexOf('/') + 1);
    return Name.of(base(last));
  }

  private Name variable(String path, Variable.Role role) {
    int slash = path.lastIndexOf('/');
    String layer = slash < 0 ? "" : path.substring(0, slash);
    String base = base(path.substring(slash + 1));
    if (role == Variable.Role.OPTIMIZER) {
      String parameter = layer.replaceFirst("^optimizer/?", "");
      return parameter.isEmpty()
          ? Name.of(base)
          : variable(parameter, Variable.Role.PARAMETER).keeping(base);
    }
    // Parameters may lie deeper than the layers that have numbers.
    String deeper = "";
    while (numbering.of(layer).isEmpty() && layer.contains("/")) {
      int last = layer.lastIndexOf('/');
      deeper = layer.substring(last + 1) + (deeper.isEmpty() ? "" : "/" + deeper);
      layer = layer.substring(0, last);
    }
    return new Name(base, numbering.of(layer), deeper, false);
  }

  private static String base(String name) {
    return BASES.getOrDefault(name, name);
  }

  /**
   * What occurs several times in a layer, as a gate once for each step, is counted; on the way back
   * from the last to the first.
   */
  private void nameLabelled() {
    Map<Name, List<Ref>> same = new LinkedHashMap<>();
    for (Node node : unfolded.graph().nodes()) {
      boolean forward = isBeforeCost(node.id());
      boolean part = unfolded.origin(node.id()) != node.id();
      if (!node.label().isEmpty() && !(node.op() instanceof Leaf) && (forward || part)) {
        List<Ref> refs = same.computeIfAbsent(labelled(node), name -> new ArrayList<>());
        refs.add(forward ? refs.size() : 0, new Ref(node.id(), 0));
      }
    }
    same.forEach(
        (name, refs) -> {
          for (int i = 0; i < refs.size(); i++) {
            names.put(refs.get(i), refs.size() == 1 ? name : name.at(Integer.toString(i + 1)));
          }
        });
    unfolded
        .meaning()
        .forEach(
            (whole, part) -> {
              if (names.containsKey(part)) {
                names.putIfAbsent(whole, names.get(part));
              }
            });
  }

  private Name labelled(Node node) {
    boolean derivative = node.label().startsWith("∂C/∂");
    String base = node.label().replace("∂C/∂", "");
    return new Name(base, numbering.of(node.path()), "", derivative);
  }

  /** Random numbers, and the probabilities that a cross-entropy computes for itself. */
  private void nameKnown() {
    for (Node node : training.graph().nodes()) {
      if (node.op() instanceof Random) {
        nameDraw(node);
      } else if (node.op() instanceof SparseSoftmaxCrossEntropy) {
        Ref logits = node.inputs().get(0);
        training.graph().nodes().stream()
            .filter(each -> each.op() instanceof Softmax && each.inputs().get(0).equals(logits))
            .map(each -> names.get(new Ref(each.id(), 0)))
            .filter(Objects::nonNull)
            .findFirst()
            .ifPresent(name -> names.put(new Ref(node.id(), 1), name));
      }
    }
  }

  /** A layer's random numbers: r, or r₁, r₂ … if it draws several times. */
  private void nameDraw(Node node) {
    Ref ref = new Ref(node.id(), 0);
    String layer = numbering.of(node.path());
    long draws =
        training.graph().nodes().stream()
            .filter(each -> each.op() instanceof Random)
            .filter(each -> numbering.of(each.path()).equals(layer))
            .count();
    if (!names.containsKey(ref)) {
      names.put(ref, draws > 1 ? numbered("r", node.path()) : new Name("r", layer, "", false));
    }
  }

  /** Names what is used more than once, or by the backward pass, so that it is written once. */
  private void nameShared() {
    Map<Ref, List<Integer>> users = users();
    for (Node node : unfolded.graph().nodes()) {
      for (int i = 0; i < node.types().size(); i++) {
        Ref ref = new Ref(node.id(), i);
        List<Integer> of = users.getOrDefault(ref, List.of());
        boolean forward = isBeforeCost(node.id());
        boolean several = of.size() > 1 || forward && of.stream().anyMatch(u -> !isBeforeCost(u));
        boolean place = node.op() instanceof MaxPool && i == 1;
        if (forward && several && !isCheap(node) && !place && !names.containsKey(ref)) {
          names.put(ref, numbered("u", node.path()));
        }
      }
    }
  }

  private void nameSharedGradients() {
    Map<Ref, List<Integer>> users = users();
    for (Node node : unfolded.graph().nodes()) {
      boolean backward = !isBeforeCost(node.id()) && !node.path().equals(TrainingGraph.OPTIMIZER);
      for (int i = 0; backward && i < node.types().size(); i++) {
        Ref ref = new Ref(node.id(), i);
        if (users.getOrDefault(ref, List.of()).size() > 1
            && !isCheap(node)
            && !constants.contains(node)
            && !names.containsKey(ref)) {
          names.put(ref, numbered("g", node.path()));
        }
      }
    }
  }

  /** Parts of a composite are where the composite is. */
  private boolean isBeforeCost(int id) {
    return unfolded.origin(id) <= cost;
  }

  private Name numbered(String base, String path) {
    String layer = numbering.of(path);
    String key = base + layer;
    return new Name(base, layer, Integer.toString(unnamed.merge(key, 1, Integer::sum)), false);
  }

  /** Who reads a value, looking through what only moves numbers; composites by their parts. */
  private Map<Ref, List<Integer>> users() {
    Map<Ref, List<Integer>> users = new HashMap<>();
    for (Node node : unfolded.graph().nodes()) {
      Ref own = new Ref(node.id(), 0);
      if (unfolded.meaning().containsKey(own)
          || unfolded.pieces().containsKey(own)
          || unfolded.zeros().contains(own)
          || unfolded.isTransparent(node)) {
        continue;
      }
      for (Ref input : node.inputs()) {
        users.computeIfAbsent(source(input), ref -> new ArrayList<>()).add(node.id());
      }
    }
    return users;
  }

  private Ref source(Ref ref) {
    if (names.containsKey(ref)) {
      return ref;
    }
    if (unfolded.pieces().containsKey(ref)) {
      return source(unfolded.pieces().get(ref));
    }
    Node node = unfolded.node(ref);
    return unfolded.isTransparent(node) ? source(node.inputs().get(0)) : ref;
  }

  private boolean isCheap(Node node) {
    Op op = node.op();
    return twins.of(new Ref(node.id(), 0)).isPresent()
        || op instanceof Leaf
        || op instanceof Constant
        || op instanceof Compare
        || op instanceof Slice
        || op instanceof Transpose && names.containsKey(source(node.inputs().get(0)))
        || unfolded.isTransparent(node);
  }

  /**
   * Where several values have the same gradient, as the summands of a sum, it is called after the
   * last of those that the layers have named.
   */
  private void nameGradients() {
    ChainRule rule = training.chainRule();
    List<Ref> values =
        names.keySet().stream()
            .filter(ref -> isBeforeCost(ref.node()) && ref.node() != cost)
            .filter(ref -> rule.gradient(ref).isPresent())
            .sorted(Comparator.comparing(this::isHelper).thenComparing(ref -> -ref.node()))
            .toList();
    for (Ref value : values) {
      Ref gradient = rule.gradient(value).orElseThrow();
      if (!isHelper(value) || !names.containsKey(gradient)) {
        gradients.put(value, gradient);
        names.putIfAbsent(gradient, names.get(value).partial());
      }
    }
  }

  /** Such as the norm of all gradients, by which each is clipped. */
  private void nameSharedUpdates() {
    Map<Ref, List<Integer>> users = users();
    for (Node node : unfolded.graph().nodes()) {
      Ref ref = new Ref(node.id(), 0);
      if (node.path().equals(TrainingGraph.OPTIMIZER)
          && users.getOrDefault(ref, List.of()).size() > 1
          && !isCheap(node)
          && !constants.contains(node)
          && !unfolded.updates().isVector(node)
          && !names.containsKey(ref)) {
        names.put(ref, numbered("u", node.path()));
      }
    }
  }

  private boolean isHelper(Ref value) {
    return names.get(value).base().equals("u");
  }

  private void nameUpdates() {
    for (Graph.Update update : training.graph().updates()) {
      Name name = names.get(update.variable());
      if (name != null) {
        names.putIfAbsent(update.value(), name.next());
      }
    }
    ParameterUpdates updates = unfolded.updates();
    updates
        .next()
        .forEach(
            (path, next) ->
                names.putIfAbsent(next, names.get(updates.variables().get(path)).next()));
    for (Node node : training.graph().nodes()) {
      if (node.path().equals(TrainingGraph.OPTIMIZER)
          && node.label().equals("∂C/∂θ")
          && !updates.isPresent()) {
        names.put(new Ref(node.id(), 0), Name.of("θ").partial());
      }
    }
    nameSharedUpdates();
  }
}
