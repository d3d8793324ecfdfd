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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a training step off its graph as equations, layer by layer. */
final class Equations {
  private final Network network;
  private final TrainingGraph training;
  private final Unfolded unfolded;
  private final Numbering numbering;
  private final Symbols symbols;
  private final Map<Ref, Name> names;
  private final TermReader reader;
  private final int cost;
  private final Map<Integer, Integer> places = new HashMap<>();

  Equations(Network network, TrainingGraph training) {
    this.network = network;
    this.training = training;
    unfolded = Unfolded.of(training.graph());
    numbering = new Numbering(network, training.graph().nodes());
    symbols = new Symbols(network, training, unfolded, numbering);
    names = symbols.names();
    reader = new TermReader(unfolded, names, symbols.twins(), new Axes(unfolded.graph()));
    cost = training.graph().outputs().get(TrainingGraph.LOSS).node();
    for (int id = 0; id < unfolded.graph().nodes().size(); id++) {
      visit(id);
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
              placed.add(new Placed(place(gradient), order, path, gradient(value, gradient)));
            });
    for (Ref ref : named()) {
      Node node = unfolded.node(ref);
      boolean extra =
          unfolded.origin(ref.node()) > cost
              && !node.path().equals(TrainingGraph.OPTIMIZER)
              && !symbols.gradients().containsValue(ref)
              && !(node.op() instanceof Leaf);
      if (extra) {
        placed.add(new Placed(place(ref), 0, node.path(), line(ref)));
      }
    }
    placed.sort(Comparator.comparingInt(Placed::at).thenComparingInt(Placed::order));
    List<Section> sections = new ArrayList<>();
    placed.stream()
        .map(Placed::path)
        .distinct()
        .forEach(
            path ->
                placed.stream()
                    .filter(each -> each.path().equals(path))
                    .forEach(each -> add(sections, Pass.BACKWARD, path, each.line())));
    return sections;
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
    List<Line> lines = new ArrayList<>();
    for (Ref ref : named()) {
      Node node = unfolded.node(ref);
      if (node.path().equals(TrainingGraph.OPTIMIZER)
          && !(node.op() instanceof Leaf)
          && !unfolded.updates().variables().containsValue(ref)) {
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
      Ref from = at;
      Optional<Node> user =
          training.graph().nodes().stream()
              .filter(node -> node.id() <= cost && node.inputs().contains(from))
              .findFirst();
      if (user.isEmpty()) {
        return reader.read(at);
      }
      at = new Ref(user.get().id(), 0);
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
      String type =
          network.layers().stream()
              .filter(layer -> layer.name().equals(path))
              .map(layer -> type(layer.layer()))
              .findFirst()
              .orElse("");
      sections.add(new Section(pass, path, numbering.of(path), type, List.of(line)));
    }
  }

  static String type(Layer layer) {
    Type type = layer.getClass().getAnnotation(Type.class);
    return type == null ? layer.getClass().getSimpleName() : type.value();
  }
}
