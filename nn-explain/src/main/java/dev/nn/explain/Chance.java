package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.Select;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What layers that change images at random did with each example, in words: a factor, an angle, an
 * offset. Found by the names that such layers give to what they draw, so a layer of a plugin that
 * uses the same names is told of in the same words.
 */
final class Chance {
  /** More numbers of one draw are only counted. */
  private static final int FEW = 8;

  private final Explanation explanation;

  /** The nodes of layers that draw, by path. */
  private final Map<String, List<Node>> drawing = new HashMap<>();

  Chance(Explanation explanation) {
    this.explanation = explanation;
    List<Node> all = explanation.unfolded().graph().nodes();
    all.stream()
        .filter(node -> node.op() instanceof Random)
        .forEach(node -> drawing.put(node.path(), new ArrayList<>()));
    for (Node node : drawing.isEmpty() ? List.<Node>of() : all) {
      drawing.getOrDefault(node.path(), new ArrayList<>()).add(node);
    }
  }

  /**
   * What happened in a layer.
   *
   * @param before what the layer took in
   * @param after what it gave out
   * @param drawn the random numbers, one line each
   * @param told sentences, for each example
   */
  record Event(Ref before, Ref after, List<String> drawn, List<String> told) {}

  /** What happened in the layer of a section of the forward pass; empty for all other layers. */
  Optional<Event> in(Section section) {
    List<Node> nodes = drawing.getOrDefault(section.path(), List.of());
    if (section.pass() != Section.Pass.FORWARD || nodes.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Ref> named = new HashMap<>();
    section.lines().forEach(line -> named.put(line.name().base(), line.ref()));
    Optional<Ref> before = before(nodes, section.path());
    Ref after = named.get("a");
    if (before.isEmpty() || after == null) {
      return Optional.empty();
    }
    int examples = explanation.values().get(after).shape().size(0);
    List<String> told = new ArrayList<>();
    for (int example = 0; example < examples; example++) {
      List<String> sentences = new ArrayList<>(mirrored(nodes, example));
      sentences.addAll(new ChanceWords(numbers(named, example)).sentences());
      if (sentences.isEmpty()) {
        return Optional.empty();
      }
      String which = examples == 1 ? "" : "example " + (example + 1) + ": ";
      sentences.forEach(sentence -> told.add(which + sentence));
    }
    return Optional.of(new Event(before.get(), after, drawn(section), told));
  }

  /** What comes in from another layer. */
  private Optional<Ref> before(List<Node> nodes, String path) {
    return nodes.stream()
        .flatMap(node -> node.inputs().stream())
        .filter(ref -> explanation.names().containsKey(ref))
        .filter(ref -> !explanation.unfolded().node(ref).path().equals(path))
        .findFirst();
  }

  private List<String> drawn(Section section) {
    return section.lines().stream()
        .filter(line -> explanation.unfolded().node(line.ref()).op() instanceof Random)
        .map(line -> line.name() + " = " + shown(explanation.values().get(line.ref())))
        .toList();
  }

  private static String shown(Tensor value) {
    if (value.size() > FEW) {
      return "%,d numbers".formatted(value.size());
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      numbers.add(TermText.number(value.get(i)));
    }
    return numbers.stream().collect(Collectors.joining(", "));
  }

  /** What has one number for each example, by name. */
  private Map<String, Double> numbers(Map<String, Ref> named, int example) {
    Map<String, Double> numbers = new HashMap<>();
    named.forEach(
        (base, ref) -> {
          Tensor value = explanation.values().get(ref);
          boolean single =
              value != null && value.shape().rank() == 4 && value.size() == value.shape().size(0);
          if (single) {
            numbers.put(base, value.get(example));
          }
        });
    return numbers;
  }

  /** A choice between x and its mirror image. */
  private List<String> mirrored(List<Node> nodes, int example) {
    List<String> sentences = new ArrayList<>();
    for (Node node : nodes) {
      Optional<String> what = node.op() instanceof Select ? chosen(node) : Optional.empty();
      if (what.isPresent()) {
        asked(node.inputs().get(0), example)
            .ifPresent(
                asked ->
                    sentences.add(
                        asked.holds()
                            ? what.get() + " changed places, as " + asked.text()
                            : what.get() + " stay as they are: not " + asked.text()));
      }
    }
    return sentences;
  }

  private Optional<String> chosen(Node choice) {
    Ref changed = choice.inputs().get(1);
    if (explanation.unfolded().node(changed).op() instanceof Reverse reverse) {
      return Optional.of(reverse.axis() == 3 ? "left and right" : "top and bottom");
    }
    Name name = explanation.names().get(changed);
    return Optional.ofNullable(name)
        .filter(each -> each.base().equals("inverted"))
        .map(each -> "light and dark");
  }

  private record Asked(String text, boolean holds) {}

  /** A condition such as r < 0.5, and whether it holds. */
  private Optional<Asked> asked(Ref ref, int example) {
    Node condition = explanation.unfolded().node(ref);
    while (!(condition.op() instanceof Compare) && condition.inputs().size() == 1) {
      condition = explanation.unfolded().node(condition.inputs().get(0));
    }
    if (!(condition.op() instanceof Compare)) {
      return Optional.empty();
    }
    Ref draw = source(condition.inputs().get(0));
    Ref limit = source(condition.inputs().get(1));
    Tensor drawn = explanation.values().get(draw);
    if (drawn == null || !(explanation.unfolded().node(limit).op() instanceof Constant constant)) {
      return Optional.empty();
    }
    double threshold = constant.value().get(0);
    Name name = explanation.names().get(draw);
    return Optional.of(
        new Asked(name + " < " + TermText.number(threshold), drawn.get(example) < threshold));
  }

  private Ref source(Ref ref) {
    Node node = explanation.unfolded().node(ref);
    boolean named = explanation.names().containsKey(ref);
    return named || node.op() instanceof Leaf || node.inputs().isEmpty()
        ? ref
        : source(node.inputs().get(0));
  }
}
