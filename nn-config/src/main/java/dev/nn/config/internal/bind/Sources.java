package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From which part of a config each record was made. Records are told apart by identity: equal ones
 * may be written in different places.
 */
public final class Sources {
  private final Map<Object, ConfigNode> written = new IdentityHashMap<>();

  /** Notes what a record was made from. */
  public void note(Object record, ConfigNode node) {
    written.put(record, node);
  }

  /** What a record was made from; absent if it was not read from a config. */
  public Optional<ConfigNode> of(Object record) {
    return Optional.ofNullable(written.get(record));
  }

  /** The keys that a record was made from. */
  Optional<ConfigNode.Mapping> keys(Object record) {
    return of(record)
        .filter(ConfigNode.Mapping.class::isInstance)
        .map(ConfigNode.Mapping.class::cast);
  }
}
