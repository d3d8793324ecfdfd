package dev.nn.testkit.standard;

import dev.nn.core.StandardPlugin;
import dev.nn.testkit.spec.Catalogue;
import dev.nn.testkit.train.OptimizerContractTest;
import java.util.List;

class StandardOptimizersTest extends OptimizerContractTest {
  static final List<String> CONFIGS =
      List.of(
          "{type: adadelta, learning_rate: 1}",
          "{type: adafactor, learning_rate: 0.1}",
          "adagrad",
          "adam",
          "{type: adam, amsgrad: true, weight_decay: 0.01, clipvalue: 0.5}",
          "{type: adam, use_ema: true, ema_momentum: 0.5, ema_overwrite_frequency: 3}",
          "{type: adam, weight_decay: 0.1, exclude_from_weight_decay: ['*/p1']}",
          "adamax",
          "adamw",
          "{type: ftrl, learning_rate: 0.1, l1_regularization_strength: 0.01, beta: 0.1}",
          "{type: ftrl, learning_rate: 0.1, learning_rate_power: -0.3,"
              + " l2_shrinkage_regularization_strength: 0.01}",
          "lamb",
          "lion",
          "{type: lookahead, optimizer: {type: sgd, momentum: 0.5}, sync_period: 2}",
          "{type: lookahead, optimizer: lamb, sync_period: 3}",
          "muon",
          "nadam",
          "{type: rmsprop, centered: true, momentum: 0.9}",
          "rmsprop",
          "{type: schedule_free_adamw, weight_decay: 0.1, warmup_steps: 3}",
          "sgd",
          "{type: sgd, learning_rate_multipliers: {'*/p1': 0, 'layer/*': 0.5}}",
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
