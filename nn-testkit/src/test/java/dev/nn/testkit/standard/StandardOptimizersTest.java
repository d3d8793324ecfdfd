package dev.nn.testkit.standard;

import dev.nn.core.StandardPlugin;
import dev.nn.testkit.spec.Catalogue;
import dev.nn.testkit.train.OptimizerContractTest;
import java.util.List;

class StandardOptimizersTest extends OptimizerContractTest {
  static final List<String> CONFIGS =
      List.of(
          "adam",
          "{type: adam, amsgrad: true, weight_decay: 0.01, clipvalue: 0.5}",
          "adamw",
          "{type: rmsprop, centered: true, momentum: 0.9}",
          "rmsprop",
          "sgd",
          "{type: sgd, momentum: 0.9, nesterov: true, clipnorm: 1}",
          "{type: sgd, global_clipnorm: 1, learning_rate: {type: exponential_decay,"
              + " initial_learning_rate: 0.1, decay_steps: 2, decay_rate: 0.5}}");

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }

  @Override
  protected List<String> configs() {
    return CONFIGS;
  }
}
