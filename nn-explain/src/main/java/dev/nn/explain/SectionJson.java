package dev.nn.explain;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Equations in JSON: as text, as MathML, and as one reads them aloud. */
final class SectionJson {
  private SectionJson() {}

  static JsonObject of(Section section, Explanation explanation, Chance chance) {
    JsonObject json = new JsonObject();
    json.addProperty("pass", section.pass().name().toLowerCase(Locale.ROOT));
    json.addProperty("path", section.path());
    json.addProperty("number", section.number());
    json.addProperty("type", section.type());
    JsonArray lines = new JsonArray();
    section.lines().forEach(line -> lines.add(line(line, explanation)));
    json.add("lines", lines);
    chance
        .in(section)
        .ifPresent(
            event -> {
              JsonObject ends = new JsonObject();
              ends.addProperty("before", GraphJson.key(event.before()));
              ends.addProperty("after", GraphJson.key(event.after()));
              json.add("event", ends);
            });
    return json;
  }

  /** What chance did in a step, by layer. */
  static JsonObject events(Explanation explanation) {
    JsonObject events = new JsonObject();
    Chance chance = new Chance(explanation);
    for (Section section : explanation.sections()) {
      chance
          .in(section)
          .ifPresent(
              event -> {
                JsonObject words = new JsonObject();
                words.add("drawn", GraphJson.array(event.drawn()));
                words.add("told", GraphJson.array(event.told()));
                events.add(section.path(), words);
              });
    }
    return events;
  }

  private static JsonObject line(Line line, Explanation explanation) {
    JsonObject json = new JsonObject();
    json.addProperty("ref", GraphJson.key(line.ref()));
    json.add("name", JsonReport.name(line.name()));
    json.add("shape", GraphJson.sizes(line.type().shape()));
    json.addProperty("text", line.name() + " = " + TermText.NAMES.of(line.term()));
    json.addProperty("shapes", shapes(line, explanation.unfolded()));
    json.addProperty("spoken", TermWords.equation(line.name(), line.term()));
    json.addProperty("mathml", TermMathMl.equation(line.name(), line.ref(), line.term()));
    Set<String> uses = new LinkedHashSet<>();
    List<String> functions = new ArrayList<>();
    new TermWalk(
            symbol -> symbol.ref().ifPresent(ref -> uses.add(GraphJson.key(ref))), functions::add)
        .visit(line.term());
    json.add("uses", GraphJson.array(List.copyOf(uses)));
    json.add("functions", GraphJson.array(functions));
    JsonArray ways = new JsonArray();
    if (line.ways().size() > 1) {
      line.ways().forEach(way -> ways.add(way(way)));
    }
    json.add("ways", ways);
    parameter(line, explanation).ifPresent(path -> json.addProperty("parameter", path));
    return json;
  }

  /** The path of θ if the line is ∂C/∂θ. */
  private static Optional<String> parameter(Line line, Explanation explanation) {
    return explanation.parameters().entrySet().stream()
        .filter(entry -> entry.getValue().name().partial().equals(line.name()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String shapes(Line line, Unfolded unfolded) {
    TermText shapes =
        new TermText(
            term ->
                ((Term.Symbol) term)
                    .ref()
                    .map(ref -> Numbers.shape(unfolded.graph().type(ref).shape()))
                    .orElse(((Term.Symbol) term).name().base()));
    return shapes.of(line.term()) + " = " + Numbers.shape(line.type().shape());
  }

  private static JsonObject way(Line.Way way) {
    JsonObject json = new JsonObject();
    json.addProperty("path", way.path());
    json.addProperty("through", TermMathMl.formula(way.through()));
    json.addProperty("through_text", TermText.NAMES.of(way.through()));
    json.addProperty("contribution", TermMathMl.formula(way.contribution()));
    json.addProperty("contribution_text", TermText.NAMES.of(way.contribution()));
    return json;
  }
}
