package dev.nn.config.internal.check;

import dev.nn.config.problem.Origin;
import java.util.Optional;

/** Where the parts of a config are written. */
public interface Whereabouts {
  /** A layer's own place, or that of the nearest layer around it that is written. */
  Origin layer(String path);

  /** The place of a layer's key; if it is not written, that of the layer. */
  Origin layer(String path, String key);

  /**
   * The place of a dotted path below an output, as far as it is written; a single output may have
   * its keys at the top. If not even the first key is written, the place of the layer.
   */
  Origin output(String layer, String path);

  /** The place of a dotted path from the top, as far as it is written; numbers count in lists. */
  Origin path(String path);

  /** The place of a dotted path from the top; empty unless all of it is written. */
  Optional<Origin> written(String path);
}
