package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.ForeignNames;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registry;
import dev.nn.config.registry.ValueType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a part or a mapping was probably meant to be that is written in another form. */
final class MeantPart {
  /** As in Python; the name without its module. */
  private static final Pattern CALL = Pattern.compile("(?:\\w+\\.)*(\\w+)\\(.*");

  private MeantPart() {}

  /** The problem of an unknown type, saying which was probably meant. */
  static Problem ofName(Problem problem, Registry<?> registry, String name) {
    Optional<String> call = ofCall(name, registry);
    if (call.isPresent()) {
      return problem.helping(call.get());
    }
    boolean schedule = registry.kind() == Kind.SCHEDULE;
    Problem listed =
        (schedule ? problem.expecting("a number, or one of") : problem)
            .expectingOneOf(registry.names(), name);
    if (listed.help().isPresent()) {
      return listed;
    }
    // An alias may be nearer than any name.
    return NearestName.of(name, registry.namesAndAliases())
        .or(() -> ForeignNames.here(name, registry.names()))
        .map(listed::suggesting)
        .orElseGet(
            () -> listed.helping("'nn list " + registry.kind().plural() + "' says what each is"));
  }

  /** Of a name that is a call: {@code Adam(lr=0.01)}. */
  private static Optional<String> ofCall(String written, Registry<?> registry) {
    Matcher call = CALL.matcher(written);
    if (!call.matches()) {
      return Optional.empty();
    }
    String name = call.group(1);
    return NearestName.of(name, registry.namesAndAliases())
        .or(() -> ForeignNames.here(name, registry.names()))
        .map(near -> "write its keys as a mapping: {type: " + near + ", …}");
  }

  /** Of a mapping without a type whose only key is one: {@code {dropout: 0.2}}. */
  static Optional<String> ofKeys(ConfigNode.Mapping mapping, Registry<?> registry) {
    return mapping.entries().keySet().stream()
        .filter(key -> mapping.entries().size() == 1 && registry.find(key).isPresent())
        .findFirst()
        .map(name -> "write its keys beside its type: {type: " + name + ", …}");
  }

  /** A mapping, with an example if a single value could be that of its first key. */
  static String mapping(RecordType type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Scalar scalar) || scalar.isNull() || type.keys().isEmpty()) {
      return "a mapping";
    }
    Key first = type.keys().get(0);
    ValueType value =
        first.value() instanceof ValueType.Maybe maybe ? maybe.value() : first.value();
    boolean fits =
        scalar.number().isPresent()
            ? value instanceof ValueType.Fraction || value instanceof ValueType.Whole
            : value instanceof ValueType.Text;
    return fits ? "a mapping such as {%s: %s}".formatted(first.name(), scalar.text()) : "a mapping";
  }
}
