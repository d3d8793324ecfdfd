package dev.nn.api.data;

import dev.nn.api.tensor.Tensor;
import java.util.Map;

/**
 * The way back from the numbers that a model learns to those that stand in the data, for the
 * examples of one data set.
 */
public interface OriginalUnits {
  /**
   * Whether a target is learnt in other units than those of the data, so that errors are worth
   * telling in both. Others may be in the same data set, classes among them.
   */
  boolean differ(String target);

  /**
   * @param target its name; one whose units do not differ comes back as it is
   * @param values predictions or targets of all examples, in their order
   * @return in the units of the data, of the same shape
   */
  Tensor restore(String target, Tensor values);

  /**
   * What simple rules predict, in the units of the data, by the name of the rule: what a model is
   * to be better than. May be empty.
   */
  Map<String, Tensor> baselines(String target);

  /** Those of the given examples, in the given order. */
  OriginalUnits select(int... indices);
}
