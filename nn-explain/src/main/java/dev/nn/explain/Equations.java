package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.Reshape;
import dev.nn.api.spec.Type;
import dev.nn.core.network.Network;
import dev.nn.core.train.TrainingGraph;
import dev.nn.explain.Section.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a training step off its graph as equations, layer by layer. */
final class Equations {
  private final TrainingGraph training;
  private final Unfolded unfolded;
  private final Numbering numbering;
  private final Symbols symbols;
  private final Map<Ref, Name> names;
  private final TermReader reader;
  private final int cost;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();

  /** Of values of the forward pass, the first node that reads each. */
  private final Map<Ref, Node> readers = new HashMap<>();

  /** Nodes that an update or an output depends on. */
  private final Set<Integer> used = new HashSet<>();

  Equations(Network network, TrainingGraph training) {
    this.training = training;
    unfolded = Unfolded.of(training.graph());
    numbering = new Numbering(network, training.graph().nodes());
    symbols = new Symbols(network, training, unfolded, numbering);
    names = symbols.names();
    reader = new TermReader(unfolded, names, symbols.twins(), new Axes(unfolded));
    cost = training.graph().outputs().get(TrainingGraph.LOSS).node();
    findUsed();
    for (int id = 0; id < unfolded.graph().nodes().size(); id++) {
      visit(id);
    }
    network.layers().forEach(layer -> types.putIfAbsent(layer.name(), type(layer.layer())));
    for (Node node : training.graph().nodes().subList(0, cost + 1)) {
      node.inputs().forEach(input -> readers.putIfAbsent(input, node));
    }
  }

  /** The graph that has all values spoken of. */
  Unfolded unfolded() {
    return unfolded;
  }

  /** What values are called. */
  Map<Ref, Name> names() {
    return names;
  }

  /** Forward pass, backward pass, update. */
  List<Section> sections() {
    return Stream.of(forward(), backward(), update()).flatMap(List::stream).toList();
  }

  private List<Section> forward() {
    List<Section> sections = new ArrayList<>();
    Set<Name> known = new HashSet<>();
    for (Ref ref : named()) {
      Node node = unfolded.node(ref);
      boolean computed = unfolded.origin(ref.node()) <= cost && !(node.op() instanceof Leaf);
      if (computed && known.add(names.get(ref))) {
        add(sections, Pass.FORWARD, node.path(), line(ref));
      }
    }
    return sections;
  }

  private List<Section> backward() {
    record Placed(int at, int order, String path, Line line) {}

    List<Placed> placed = new ArrayList<>();
    symbols
        .gradients()
        .forEach(
            (value, gradient) -> {
              int order = -value.node();
              String path = unfolded.node(value).path();
              if (isUsed(gradient)) {
                placed.add(new Placed(place(gradient), order, path, gradient(value, gradient)));
              }
            });
    Set<Ref> gradients = new HashSet<>(symbols.gradients().values());
    for (Ref ref : named()) {
      Node node = unfolded.node(ref);
      boolean extra =
          unfolded.origin(ref.node()) > cost
              && isUsed(ref)
              && !node.path().equals(TrainingGraph.OPTIMIZER)
              && !gradients.contains(ref)
              && !(node.op() instanceof Leaf);
      if (extra) {
        placed.add(new Placed(place(ref), 0, node.path(), line(ref)));
      }
    }
    placed.sort(Comparator.comparingInt(Placed::at).thenComparingInt(Placed::order));
    Map<String, List<Placed>> byPath = new LinkedHashMap<>();
    placed.forEach(
        each -> byPath.computeIfAbsent(each.path(), path -> new ArrayList<>()).add(each));
    List<Section> sections = new ArrayList<>();
    byPath.forEach(
        (path, all) -> all.forEach(each -> add(sections, Pass.BACKWARD, path, each.line())));
    return sections;
  }

  /** Inputs come before what is computed from them. */
  private void findUsed() {
    training.graph().outputs().values().forEach(ref -> used.add(ref.node()));
    training.graph().updates().forEach(update -> used.add(update.value().node()));
    List<Node> nodes = training.graph().nodes();
    for (int id = nodes.size() - 1; id >= 0; id--) {
      if (used.contains(id)) {
        nodes.get(id).inputs().forEach(input -> used.add(input.node()));
      }
    }
  }

  /** Whether an update depends on it: what comes back to a condition leads no further. */
  private boolean isUsed(Ref ref) {
    return used.contains(unfolded.origin(ref.node()));
  }

  /** Where in the order of things a value is computed: parts before the composite they make up. */
  private int place(Ref ref) {
    return places.get(ref.node());
  }

  private void visit(int id) {
    if (places.containsKey(id)) {
      return;
    }
    Node node = unfolded.graph().nodes().get(id);
    node.inputs().forEach(input -> visit(input.node()));
    for (int i = 0; i < node.types().size(); i++) {
      Ref meaning = unfolded.meaning().get(new Ref(id, i));
      if (meaning != null) {
        visit(meaning.node());
      }
    }
    places.put(id, places.size());
  }

  private List<Section> update() {
    Set<Ref> variables = new HashSet<>(unfolded.updates().variables().values());
    List<Line> lines = new ArrayList<>();
    for (Ref ref : named()) {
      Node node = unfolded.node(ref);
      if (node.path().equals(TrainingGraph.OPTIMIZER)
          && !(node.op() instanceof Leaf)
          && !variables.contains(ref)) {
        lines.add(line(ref));
      }
    }
    return lines.isEmpty()
        ? List.of()
        : List.of(new Section(Pass.UPDATE, TrainingGraph.OPTIMIZER, "", "", lines));
  }

  private List<Ref> named() {
    return names.keySet().stream()
        .sorted(
            Comparator.comparingInt(this::place)
                .thenComparingInt(Ref::node)
                .thenComparingInt(Ref::index))
        .toList();
  }

  private Line line(Ref ref) {
    Term term = reader.formula(ref);
    Node node = unfolded.node(ref);
    if (node.op() instanceof Reshape && term instanceof Term.Symbol) {
      term = new Term.Apply("reshape", List.of(term));
    }
    return new Line(names.get(ref), ref, unfolded.graph().type(ref), term, List.of());
  }

  private Line gradient(Ref value, Ref gradient) {
    Name name = names.get(value).partial();
    boolean alias = !names.get(gradient).equals(name);
    Term term = alias ? reader.read(gradient) : reader.formula(gradient);
    List<Line.Way> ways =
        training.chainRule().into(value).stream()
            .map(
                flow ->
                    new Line.Way(
                        unfolded.node(new Ref(flow.user(), 0)).path(),
                        through(new Ref(flow.user(), 0)),
                        reader.read(flow.contribution())))
            .toList();
    return new Line(name, gradient, unfolded.graph().type(gradient), term, ways);
  }

  /** The nearest value with a name that a value is used for. */
  private Term through(Ref ref) {
    Ref at = ref;
    while (!names.containsKey(at)) {
      Node user = readers.get(at);
      if (user == null) {
        return reader.read(at);
      }
      at = new Ref(user.id(), 0);
    }
    return reader.read(at);
  }

  /** To the last section, or to a new one: a block's parts lie between its own equations. */
  private void add(List<Section> sections, Pass pass, String path, Line line) {
    int last = sections.size() - 1;
    if (last >= 0 && sections.get(last).path().equals(path)) {
      List<Line> lines = new ArrayList<>(sections.get(last).lines());
      lines.add(line);
      sections.set(last, sections.get(last).with(lines));
    } else {
      String type = types.getOrDefault(path, "");
      sections.add(new Section(pass, path, numbering.of(path), type, List.of(line)));
    }
  }

  static String type(Layer layer) {
    Type type = layer.getClass().getAnnotation(Type.class);
    return type == null ? layer.getClass().getSimpleName() : type.value();
  }
}
