package dev.nn.config.internal.warning.model;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Dense;
import java.util.function.Consumer;

/**
 * Batch normalisation of a single example: each value is its own mean, all come out as 0, and the
 * running variance is drawn towards 0. After convolutions there are still the places of the image
 * to take the mean over; only what follows a dense layer is looked at.
 */
public final class BatchOfOne implements ConfigCheck, DataCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    if (setup.spec().train().batchSize() == 1) {
      for (Part part : setup.wiring().parts()) {
        if (normalizesDense(setup, part)) {
          found.accept(
              Problem.at(
                      Code.BATCH_OF_ONE,
                      setup.place("train.batch_size"),
                      "layer '%s' normalises by the mean of the batch, which is a single example"
                          .formatted(part.path()))
                  .helping("use a greater batch_size, or layer_normalization"));
        }
      }
    }
  }

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Setup setup = prepared.setup();
    int examples = prepared.data().train().size();
    int batch = setup.spec().train().batchSize();
    if (batch == 1 || examples < batch || examples % batch != 1) {
      return;
    }
    for (Part part : setup.wiring().parts()) {
      if (normalizesDense(setup, part)) {
        found.accept(
            Problem.at(
                    Code.BATCH_OF_ONE,
                    setup.place("train.batch_size", "train"),
                    "layer '%s' normalises by the mean of the batch, and the last batch of each epoch is a single example: %s in batches of %d"
                        .formatted(part.path(), Figures.count(examples, "example"), batch))
                .helping("use another batch_size, such as " + (batch + 1)));
      }
    }
  }

  private static boolean normalizesDense(Setup setup, Part part) {
    return part.layer() instanceof BatchNormalization
        && part.inputs().size() == 1
        && setup
            .wiring()
            .part(part.inputs().get(0))
            .filter(before -> isDense(setup, before))
            .isPresent();
  }

  private static boolean isDense(Setup setup, Part part) {
    if (part.layer() instanceof Dense) {
      return true;
    }
    return Ending.of(setup.wiring(), part)
        .filter(ending -> ending.units(setup.wiring()).isPresent())
        .isPresent();
  }
}
