package dev.nn.config.internal.check;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.train.Loss;
import dev.nn.core.losses.Huber;
import dev.nn.core.losses.LogCosh;
import dev.nn.core.losses.MeanAbsoluteError;
import dev.nn.core.losses.MeanAbsolutePercentageError;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.MeanSquaredLogarithmicError;
import java.util.Set;

/** What losses are for. One that is not known here, such as that of a plugin, is for neither. */
public final class Losses {
  private static final Set<Class<?>> OF_DIFFERENCES =
      Set.of(MeanSquaredError.class, MeanAbsoluteError.class, Huber.class, LogCosh.class);

  private static final Set<Class<?>> OF_RATIOS =
      Set.of(MeanAbsolutePercentageError.class, MeanSquaredLogarithmicError.class);

  private Losses() {}

  /** Whether it is for one class of several, along the units of the output. */
  public static boolean isForOneOfSeveral(Loss loss) {
    return loss.targetKind() == TargetKind.CLASS_INDEX || loss.targetKind() == TargetKind.ONE_HOT;
  }

  /** Whether it measures how far numbers are from each other. */
  public static boolean isForNumbers(Loss loss) {
    return isForDifferences(loss) || OF_RATIOS.contains(loss.getClass());
  }

  /** Whether it measures that by their difference, which grows with the numbers. */
  public static boolean isForDifferences(Loss loss) {
    return OF_DIFFERENCES.contains(loss.getClass());
  }

  /** The function that makes the probabilities that a loss is for. */
  public static String functionFor(Loss loss) {
    return isForOneOfSeveral(loss) ? "softmax" : "sigmoid";
  }
}
