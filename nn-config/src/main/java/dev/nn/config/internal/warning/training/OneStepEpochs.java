package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.function.Consumer;

/** A batch size that is stated and greater than the training part: every epoch is one step. */
public final class OneStepEpochs implements DataCheck {
  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    Setup setup = prepared.setup();
    int batch = setup.spec().train().batchSize();
    int examples = prepared.data().train().size();
    int epochs = setup.spec().train().epochs();
    if (setup.says("train.batch_size") && batch > examples && !setup.isTrial()) {
      found.accept(
          Problem.at(
                  Code.ONE_STEP_EPOCHS,
                  setup.place("train.batch_size"),
                  "batch_size is %,d, and there are only %s: %s of training make as many steps"
                      .formatted(
                          batch,
                          Figures.count(examples, "training example"),
                          Figures.count(epochs, "epoch")))
              .helping("use a smaller batch_size, such as 32, to take more steps in each epoch"));
    }
  }
}
