package dev.nn.config.internal.warning.training;

import dev.nn.api.train.Optimizer;
import dev.nn.core.optimizers.Adadelta;
import dev.nn.core.optimizers.Adafactor;
import dev.nn.core.optimizers.Adagrad;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.AdamW;
import dev.nn.core.optimizers.Adamax;
import dev.nn.core.optimizers.Ftrl;
import dev.nn.core.optimizers.Lamb;
import dev.nn.core.optimizers.Lion;
import dev.nn.core.optimizers.Lookahead;
import dev.nn.core.optimizers.Muon;
import dev.nn.core.optimizers.Nadam;
import dev.nn.core.optimizers.RmsProp;
import dev.nn.core.optimizers.ScheduleFreeAdamW;
import dev.nn.core.optimizers.Sgd;
import java.util.Map;
import java.util.Optional;

/**
 * Between which learning rates an optimizer is known to work. The bounds are wide: they are to
 * catch a slip of the pen, or a rate that was meant for another optimizer.
 *
 * @param least a smaller rate hardly moves the weights
 * @param most a greater one throws them about
 * @param usual where people begin
 * @param reason why the rate has this size
 */
record UsualRates(double least, double most, String usual, String reason) {
  /** Kingma and Ba (2015), section 2.1: the length of a step is bounded by about η. */
  private static final UsualRates OF_ADAM =
      new UsualRates(
          1e-6,
          0.1,
          "0.0001 to 0.01",
          "each weight moves by about the learning rate in a step, however large its gradient");

  private static final Map<Class<?>, UsualRates> KNOWN =
      Map.ofEntries(
          // With gradients around 1, as scaled data give, a step is η long.
          Map.entry(
              Sgd.class,
              new UsualRates(
                  1e-7, 10, "0.001 to 0.1", "a step is the learning rate times the gradient")),
          Map.entry(Adam.class, OF_ADAM),
          Map.entry(AdamW.class, OF_ADAM),
          Map.entry(Adamax.class, OF_ADAM),
          Map.entry(Nadam.class, OF_ADAM),
          // Tieleman and Hinton (2012): the gradient is divided by its own size, as in Adam.
          Map.entry(RmsProp.class, OF_ADAM),
          // Defazio et al. (2024): best rates are 1 to 10 times those of a schedule.
          Map.entry(
              ScheduleFreeAdamW.class, new UsualRates(1e-6, 1, "0.001 to 0.03", OF_ADAM.reason())),
          // Chen et al. (2023): 3 to 10 times smaller than AdamW's.
          Map.entry(
              Lion.class,
              new UsualRates(
                  1e-7,
                  0.03,
                  "0.00003 to 0.001",
                  "each weight moves by exactly the learning rate in a step")),
          // You et al. (2020): a layer's step is η times the norm of its weights.
          Map.entry(
              Lamb.class,
              new UsualRates(
                  1e-6,
                  1,
                  "0.001 to 0.02",
                  "a layer moves by the learning rate times the size of its weights")),
          // Shazeer and Stern (2018): likewise.
          Map.entry(
              Adafactor.class,
              new UsualRates(
                  1e-6,
                  1,
                  "0.001 to 0.01",
                  "a layer moves by the learning rate times the size of its weights")),
          // Jordan et al. (2024); matrices move by rmsRate·η, the others as with Adam.
          Map.entry(
              Muon.class,
              new UsualRates(
                  1e-6, 1, "0.001 to 0.02", "a matrix moves by about the learning rate in a step")),
          // Duchi et al. (2011): the divisor only grows, so that small rates die out.
          Map.entry(
              Adagrad.class,
              new UsualRates(
                  1e-4,
                  10,
                  "0.01 to 0.1",
                  "steps only ever become shorter than the learning rate")),
          // McMahan et al. (2013): as AdaGrad.
          Map.entry(
              Ftrl.class,
              new UsualRates(
                  1e-5,
                  10,
                  "0.01 to 0.5",
                  "steps only ever become shorter than the learning rate")),
          // Zeiler (2012) has no learning rate, which is 1; Keras's default, 0.001, slows it down
          // a thousand times, and its documentation says to use 1.0.
          Map.entry(
              Adadelta.class,
              new UsualRates(
                  0.01,
                  10,
                  "1.0",
                  "it finds the length of its steps itself; the learning rate only multiplies it")));

  /** Those of an optimizer; empty if it is not known. */
  static Optional<UsualRates> of(Optimizer optimizer) {
    return optimizer instanceof Lookahead lookahead
        ? of(lookahead.optimizer())
        : Optional.ofNullable(KNOWN.get(optimizer.getClass()));
  }
}
