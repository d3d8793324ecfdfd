package dev.nn.config.internal.warning.model;

import dev.nn.api.layer.Layer;
import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import java.util.function.Consumer;

/**
 * A layer that drops four fifths of its input or more, where the share that is kept was probably
 * meant: what used to be called {@code keep_prob}.
 */
public final class MostDropped implements ConfigCheck {
  private static final double MOST = 0.8;

  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (Part part : setup.wiring().parts()) {
      setup
          .registries()
          .of(Kind.LAYER)
          .of(part.layer())
          .ifPresent(registered -> check(setup, part, part.layer(), registered, found));
    }
  }

  private static void check(
      Setup setup,
      Part part,
      Layer layer,
      Registration<Layer> registered,
      Consumer<Problem> found) {
    boolean drops = registered.name().contains("dropout");
    shares(
        registered.keys(),
        layer,
        drops,
        (key, share) -> {
          if (share >= MOST) {
            found.accept(problem(setup, part, key, share));
          }
        });
  }

  private interface Share {
    void of(String key, double share);
  }

  /** Keys that are called dropout, and the rate of layers that are called so. */
  private static void shares(RecordType type, Object record, boolean drops, Share share) {
    for (Key key : type.components()) {
      Object value = RecordType.read(key, record);
      if (key.inline()) {
        shares(key.inner().orElseThrow(), value, drops, share);
      } else if (value instanceof Double number
          && (key.name().contains("dropout") || drops && key.name().equals("rate"))) {
        share.of(key.name(), number);
      }
    }
  }

  private static Problem problem(Setup setup, Part part, String key, double share) {
    return Problem.at(
            Code.MOST_DROPPED,
            setup.where().layer(part.path(), key),
            "layer '%s' drops %s %% of the values, and keeps %s %%"
                .formatted(part.path(), Figures.of(100 * share), Figures.of(100 - 100 * share)))
        .helping(
            "'%s' is the share that is dropped; %s if that was to be kept"
                .formatted(key, Figures.of(1 - share)));
  }
}
