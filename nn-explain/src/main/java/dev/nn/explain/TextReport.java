package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.explain.Section.Pass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** An explanation for a terminal. */
public final class TextReport {
  /** Values with more entries are not written out entry by entry. */
  private static final int MOST_ENTRIES = 8;

  /** Longer sums are shortened. */
  private static final int MOST_TERMS = 6;

  /** Of what an optimizer computes, only so many rows are shown. */
  private static final int FEW_ROWS = 2;

  /** How many entries of a parameter are shown before and after the update. */
  private static final int SHOWN = 6;

  private final Explanation explanation;
  private final Predicate<Section> chosen;
  private final Entries entries;
  private final List<Integer> at;
  private final WindowText windows;
  private final Chance chance;
  private final ChainRuleText chainRule;
  private final TermText shapes;
  private final TermText numbers;
  private final List<String> lines = new ArrayList<>();

  /** Paths of parameters by the name of ∂C/∂θ: a line is asked for each of thousands of layers. */
  private final Map<Name, List<String>> gradients = new HashMap<>();

  private final Set<String> parameterLayers = new HashSet<>();

  /**
   * @param chosen which sections are shown
   * @param at which entry of values that are too large to be written entry by entry, counted from
   *     1, without the example if there is only one; none for the greatest
   */
  public TextReport(Explanation explanation, Predicate<Section> chosen, int... at) {
    this.explanation = explanation;
    this.chosen = chosen;
    this.at = IntStream.of(at).boxed().toList();
    this.windows = new WindowText(explanation, new Axes(explanation.unfolded()));
    this.entries = explanation.entries(MOST_TERMS);
    this.chance = new Chance(explanation);
    this.chainRule = new ChainRuleText(explanation.sections());
    this.shapes = new TermText(this::shape);
    this.numbers = new TermText(this::number);
    explanation
        .parameters()
        .forEach(
            (path, change) -> {
              Name gradient = change.name().partial();
              gradients.computeIfAbsent(gradient, name -> new ArrayList<>()).add(path);
              parameterLayers.add(change.name().layer());
            });
  }

  /** All of it; ends with a line break. */
  public String print() {
    if (explanation.sections().stream().allMatch(chosen)) {
      inputs();
    }
    for (Pass pass : Pass.values()) {
      List<Section> sections =
          explanation.sections().stream()
              .filter(section -> section.pass() == pass && chosen.test(section))
              .toList();
      if (!sections.isEmpty()) {
        lines.add(title(pass));
        lines.add("");
        sections.forEach(this::section);
      }
    }
    if (explanation.sections().stream().anyMatch(s -> s.pass() == Pass.UPDATE && chosen.test(s))) {
      changes();
      lines.add("C before the update: " + TermText.number(explanation.cost()));
      lines.add("C after it:          " + TermText.number(explanation.costAfter()));
    }
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  private static String title(Pass pass) {
    return switch (pass) {
      case FORWARD -> "FORWARD: from the inputs to the cost C";
      case BACKWARD -> "BACKWARD: from the cost to every parameter, by the chain rule";
      case UPDATE -> "UPDATE: a step against the gradient";
    };
  }

  private void section(Section section) {
    String type = section.type().isEmpty() ? "" : " (" + section.type() + ")";
    lines.add((section.number() + " " + section.path() + type).strip());
    chance.in(section).ifPresent(this::event);
    boolean whole = !explanation.sections().stream().allMatch(chosen);
    Shortened shortened =
        whole
            ? new Shortened(List.of(new Shortened.Part(section.lines(), 0, "")))
            : Shortened.of(section);
    for (Shortened.Part part : shortened.parts()) {
      part.lines().forEach(line -> line(line, section.pass()));
      if (part.omitted() > 0) {
        String steps = part.steps().isEmpty() ? "" : " (" + part.steps() + ")";
        String plural = part.omitted() == 1 ? "" : "s";
        lines.add(
            "    … %,d more equation%s%s; all of them: --layer %s"
                .formatted(part.omitted(), plural, steps, section.path()));
        lines.add("");
      }
    }
  }

  /** What chance did, before the formulas of how it was done. */
  private void event(Chance.Event event) {
    lines.add("  drawn at random: " + String.join("; ", event.drawn()));
    event.told().forEach(sentence -> lines.add("  " + sentence));
    image("before", event.before());
    image("after", event.after());
    lines.add("");
  }

  private void image(String when, Ref ref) {
    Tensor value = explanation.values().get(ref);
    String shape = Numbers.shape(value.shape());
    lines.add("  %s: %s %s".formatted(when, explanation.names().get(ref), shape));
    Numbers.heatMap(value).forEach(row -> lines.add("      " + row));
  }

  private void line(Line line, Pass pass) {
    lines.add("  " + line.name() + " = " + TermText.NAMES.of(line.term()));
    String shape = Numbers.shape(line.type().shape());
    lines.add(
        pass == Pass.UPDATE
            ? "      shape: " + shape
            : "      shapes: " + shapes.of(line.term()) + " = " + shape);
    chainRule.lines(line).forEach(text -> lines.add("      " + text));
    Tensor value = explanation.values().get(line.ref());
    if (value != null) {
      List<String> numbers =
          pass == Pass.UPDATE ? Numbers.rows(value, FEW_ROWS) : Numbers.lines(value);
      numbers.forEach(text -> lines.add("      " + text));
      entries(line, value);
    }
    proof(line);
    lines.add("");
  }

  private void proof(Line line) {
    for (String path : gradients.getOrDefault(line.name(), List.of())) {
      Explanation.Change change = explanation.parameters().get(path);
      explanation
          .proof(path, chosen(change.gradient()))
          .ifPresent(proof -> lines.add("      proof: " + proof(change, proof)));
    }
  }

  private String proof(Explanation.Change change, Proof proof) {
    Name name = change.name().at(Entries.index(change.before().shape(), proof.entry()));
    String sides =
        "(C(%s + ε) − C(%s − ε))/2ε = %s; by the chain rule %s = %s"
            .formatted(
                name,
                name,
                TermText.number(proof.difference()),
                name.partial(),
                TermText.number(proof.gradient()));
    if (proof.isKink()) {
      return "C has a kink at %s: slope %s to the left, %s to the right; by the chain rule %s = %s"
          .formatted(
              name,
              TermText.number(proof.left()),
              TermText.number(proof.right()),
              name.partial(),
              TermText.number(proof.gradient()));
    }
    return explanation.isRounding(proof)
        ? sides + "; both are 0 up to rounding"
        : sides + "; relative error " + TermText.number(proof.relativeError());
  }

  private void inputs() {
    lines.add("GIVEN");
    lines.add("");
    explanation.names().entrySet().stream()
        .filter(entry -> explanation.unfolded().node(entry.getKey()).op() instanceof Input)
        .filter(entry -> explanation.values().containsKey(entry.getKey()))
        .sorted(Comparator.comparingInt(entry -> entry.getKey().node()))
        .forEach(
            entry -> {
              Tensor value = explanation.values().get(entry.getKey());
              String input = ((Input) explanation.unfolded().node(entry.getKey()).op()).input();
              lines.add(
                  "  %s: %s %s".formatted(entry.getValue(), input, Numbers.shape(value.shape())));
              Numbers.lines(value).forEach(text -> lines.add("      " + text));
            });
    explanation
        .parameters()
        .forEach(
            (path, change) -> {
              lines.add(
                  "  %s: %s %s"
                      .formatted(change.name(), path, Numbers.shape(change.before().shape())));
              Numbers.lines(change.before()).forEach(text -> lines.add("      " + text));
            });
    lines.add("");
  }

  /** The first entries of each parameter, before and after. */
  private void changes() {
    explanation
        .parameters()
        .forEach(
            (path, change) -> {
              lines.add("  " + change.name() + ": " + path);
              row("before", change.before());
              row("∂C/∂θ", change.gradient());
              row("after", change.after());
            });
    lines.add("");
  }

  private void row(String what, Tensor values) {
    StringBuilder line = new StringBuilder("      %-8s".formatted(what));
    for (int i = 0; i < Math.min(values.size(), SHOWN); i++) {
      line.append(String.format("%10s", TermText.number(values.get(i))));
    }
    lines.add(line + (values.size() > SHOWN ? "  … (%,d)".formatted(values.size()) : ""));
  }

  /**
   * Small values entry by entry: the equations of which the matrix product is the short form. Of
   * large ones, a single entry.
   */
  private void entries(Line line, Tensor value) {
    if (value.size() <= MOST_ENTRIES) {
      for (int i = 0; i < value.size(); i++) {
        entry(line, value, i).ifPresent(lines::add);
      }
      return;
    }
    int chosen = chosen(value);
    Optional<String> equation = entry(line, value, chosen);
    if (equation.isPresent()) {
      String place = isParameter(line) ? "" : windows.place(line.ref(), chosen);
      String seen =
          windows.seen(line.ref(), chosen).map(window -> ", which saw " + window).orElse("");
      lines.add("      " + (place.isEmpty() ? "for example" : place + seen) + ":");
      lines.add("  " + equation.get());
    }
  }

  private Optional<String> entry(Line line, Tensor value, int entry) {
    return entries
        .formula(line.ref(), entry)
        .map(
            term -> {
              boolean plain = term instanceof Term.Entry || term instanceof Term.Number;
              return "      %s = %s%s%s"
                  .formatted(
                      line.name().at(Entries.index(value.shape(), entry)),
                      TermText.NAMES.of(term),
                      plain ? "" : " = " + numbers.of(term),
                      term instanceof Term.Number ? "" : " = " + TermText.number(value.get(entry)));
            });
  }

  /** The entry that was asked for, if there is one; else the greatest. */
  private int chosen(Tensor value) {
    return Indices.asked(value.shape(), at).orElseGet(() -> Proof.largest(value));
  }

  private boolean isParameter(Line line) {
    return gradients.containsKey(line.name())
        || parameterLayers.contains(line.name().layer())
            && explanation.unfolded().node(line.ref()).path().equals("optimizer");
  }

  private String shape(Term term) {
    Optional<Ref> ref = ((Term.Symbol) term).ref();
    return ref.map(each -> Numbers.shape(type(each)))
        .orElse(((Term.Symbol) term).name().toString());
  }

  private Shape type(Ref ref) {
    return explanation.unfolded().graph().type(ref).shape();
  }

  private String number(Term term) {
    if (term instanceof Term.Entry entry) {
      Tensor value = explanation.values().get(entry.ref());
      double number = value.get(entry.index());
      String text = TermText.number(number);
      return number < 0 ? "(" + text + ")" : text; // Signs side by side are hard to read.
    }
    return ((Term.Symbol) term).name().toString();
  }
}
