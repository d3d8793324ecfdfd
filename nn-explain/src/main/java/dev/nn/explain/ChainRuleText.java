package dev.nn.explain;

import dev.nn.explain.Section.Pass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a gradient came about: its factors, and where they are found in the forward pass. */
final class ChainRuleText {
  /** A longer formula is not told again. */
  private static final int LONG = 80;

  private final Map<Name, Term> computed = new HashMap<>();
  private final Map<Name, Set<Name>> users = new HashMap<>();

  ChainRuleText(List<Section> sections) {
    sections.stream()
        .filter(section -> section.pass() == Pass.FORWARD)
        .flatMap(section -> section.lines().stream())
        .forEach(
            line -> {
              computed.putIfAbsent(line.name(), line.term());
              new TermWalk(
                      symbol ->
                          users
                              .computeIfAbsent(symbol.name(), name -> new HashSet<>())
                              .add(line.name()),
                      function -> {})
                  .visit(line.term());
            });
  }

  /** One line for each way that a value has into the cost; none for what is no gradient. */
  List<String> lines(Line line) {
    List<Line.Way> ways =
        line.ways().stream().filter(way -> !ElementTerms.isZero(way.contribution())).toList();
    List<Term> through = ways.stream().map(Line.Way::through).distinct().toList();
    if (through.size() > 1) {
      return ways.stream()
          .map(
              way ->
                  "through %s: %s"
                      .formatted(
                          TermText.NAMES.of(way.through()), TermText.NAMES.of(way.contribution())))
          .toList();
    }
    return through.stream()
        .filter(user -> user instanceof Term.Symbol)
        .map(user -> ((Term.Symbol) user).name())
        .filter(user -> line.ways().size() > 1 || isOnlyUser(user, line.name().value()))
        .map(user -> factors(line.name(), user))
        .toList();
  }

  /** What was cut into parts has one way to each of them, of which only one would be told. */
  private boolean isOnlyUser(Name through, Name x) {
    return users.getOrDefault(x, Set.of()).equals(Set.of(through));
  }

  /** Such as {@code chain rule: ∂C/∂a¹ · ∂a¹/∂z¹, where a¹ = σ(z¹)}. */
  private String factors(Name gradient, Name through) {
    Name x = gradient.value();
    boolean last = through.equals(Name.of("C"));
    String factors = last ? "∂C/∂" + x : "%s · ∂%s/∂%s".formatted(through.partial(), through, x);
    Term term = computed.get(through);
    String formula = term == null ? "" : TermText.NAMES.of(term);
    boolean told = !formula.isEmpty() && formula.length() <= LONG;
    return "chain rule: " + factors + (told ? ", where " + through + " = " + formula : "");
  }
}
