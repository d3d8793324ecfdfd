package dev.nn.config.internal.tree;

import dev.nn.config.problem.Origin;
import dev.nn.config.problem.SourceText;
import java.util.HashSet;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Counts aliases as SnakeYAML does, which does not say which of them is too many. */
final class Aliases {
  private Aliases() {}

  static Origin firstTooMany(SourceText source) {
    Parser parser = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
    Set<String> collections = new HashSet<>();
    int aliases = 0;
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      Event event = parser.getEvent();
      if (event instanceof CollectionStartEvent start && start.getAnchor() != null) {
        collections.add(start.getAnchor());
      } else if (event instanceof ScalarEvent scalar && scalar.getAnchor() != null) {
        collections.remove(scalar.getAnchor());
      } else if (event instanceof AliasEvent alias
          && collections.contains(alias.getAnchor())
          && ++aliases > Limits.ALIASES) {
        return YamlReader.origin(source, event.getStartMark(), event.getEndMark());
      }
    }
    return Origin.startOf(source);
  }
}
