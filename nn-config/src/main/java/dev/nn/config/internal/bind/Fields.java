package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ForeignNames;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.Sections;
import dev.nn.config.registry.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of one mapping, matched with those that are allowed; the rest is reported. */
final class Fields {
  private static final Pattern BEFORE_COMMA = Pattern.compile("([0-9]+),$");

  private final ConfigNode.Mapping mapping;
  private final String owner;
  private final Problems problems;
  private final Map<String, ConfigNode.Entry> byName = new HashMap<>();

  /** Keys that an unknown key was probably meant to be; to miss them too is no news. */
  private final Set<String> misspelt = new HashSet<>();

  /**
   * @param owner for messages: {@code layer 'dense'}
   * @param others keys that are allowed but not looked at here
   */
  Fields(
      ConfigNode.Mapping mapping,
      String owner,
      List<Key> keys,
      List<String> others,
      Problems problems) {
    this.mapping = mapping;
    this.owner = owner;
    this.problems = problems;
    List<String> names = new ArrayList<>(others);
    Map<String, String> nameOf = new HashMap<>();
    for (Key key : keys) {
      names.add(key.name());
      nameOf.put(key.name(), key.name());
      key.aliases().forEach(alias -> nameOf.put(alias, key.name()));
    }
    mapping
        .entries()
        .forEach(
            (written, entry) -> {
              if (nameOf.containsKey(written)) {
                put(nameOf.get(written), written, entry);
              } else if (!others.contains(written) && !problems.isFull()) {
                unknown(written, entry, names);
              }
            });
  }

  private void put(String name, String written, ConfigNode.Entry entry) {
    ConfigNode.Entry other = byName.get(name);
    if (other == null) {
      byName.put(name, entry);
      return;
    }
    int rank = entry.keyOrigin().source().rank();
    int otherRank = other.keyOrigin().source().rank();
    if (rank == otherRank) {
      Origin second =
          entry.keyOrigin().compareTo(other.keyOrigin()) > 0
              ? entry.keyOrigin()
              : other.keyOrigin();
      problems.add(
          Problem.at(
                  Code.TWO_NAMES_OF_ONE_KEY,
                  second,
                  "'%s' is given twice in %s, under two names".formatted(name, owner))
              .noting(
                  "the other one is here",
                  second == entry.keyOrigin() ? other.keyOrigin() : entry.keyOrigin())
              .helping("keep one of them"));
    } else if (rank < otherRank) {
      byName.put(name, entry);
    }
  }

  private void unknown(String written, ConfigNode.Entry entry, List<String> names) {
    Optional<Problem> comma = decimalComma(written, entry.keyOrigin());
    if (comma.isPresent()) {
      problems.add(comma.get());
      return;
    }
    Problem problem =
        Problem.at(
                Code.UNKNOWN_KEY,
                entry.keyOrigin(),
                "unknown key '%s' in %s".formatted(written, owner))
            .expectingOneOf(names.stream().sorted().toList(), written);
    problems.add(problem.help().isPresent() ? problem : placed(problem, written));
    NearestName.of(written, names)
        .or(() -> ForeignNames.here(written, names))
        .ifPresent(misspelt::add);
  }

  /** In {@code {rate: 0,2}} the comma ends the value, and 2 is a key. */
  private Optional<Problem> decimalComma(String written, Origin key) {
    Matcher whole = BEFORE_COMMA.matcher(key.before());
    if (!written.matches("[0-9]+") || !whole.find()) {
      return Optional.empty();
    }
    String number = whole.group(1) + "." + written;
    int length = whole.group().length();
    return Optional.of(
        Problem.at(
                Code.UNKNOWN_KEY,
                key.part(-length, length + written.length()),
                "unknown key '%s' in %s: a comma separates keys".formatted(written, owner))
            .helping("write " + number)
            .fixedBy(number));
  }

  /** A key that is right elsewhere, or needed elsewhere only. */
  private static Problem placed(Problem problem, String written) {
    return ForeignNames.isInferred(written)
        ? problem.helping("leave it out; it follows from what the layer reads")
        : Sections.of(written)
            .map(section -> problem.helping("it belongs to the section '" + section + "'"))
            .orElse(problem);
  }

  Optional<ConfigNode.Entry> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  void missing(Key key) {
    if (!misspelt.contains(key.name())) {
      Problem problem =
          Problem.at(
              Code.MISSING_KEY,
              mapping.origin(),
              "the key '%s' is missing in %s".formatted(key.name(), owner));
      problems.add(
          key.doc().isEmpty()
              ? problem
              : problem.helping("'%s' is: %s".formatted(key.name(), key.doc())));
    }
  }

  /** The place of the key that a message names first, for messages of constructors. */
  Origin named(String message) {
    return Pattern.compile("[^A-Za-z0-9_]+")
        .splitAsStream(message)
        .filter(word -> !word.equals("type"))
        .flatMap(word -> mapping.get(word).stream())
        .map(ConfigNode::origin)
        .findFirst()
        .orElse(mapping.origin());
  }
}
