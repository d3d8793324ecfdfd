package dev.nn.testkit.golden;

import com.google.gson.JsonObject;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Loss;
import dev.nn.core.gradient.Backpropagation;
import dev.nn.core.train.Costs;
import dev.nn.testkit.Program;
import dev.nn.testkit.spec.Binder;
import java.util.List;
import java.util.Optional;

/** C and ∂C/∂prediction. */
final class GoldenLoss {
  private GoldenLoss() {}

  static void check(GoldenCheck check) {
    Tensor prediction = check.cast(check.golden().tensor("prediction"));
    Tensor target = check.cast(check.golden().tensor("target"));
    Optional<Tensor> weights = check.golden().maybeTensor("sample_weight").map(check::cast);
    Loss loss = loss(check);
    GraphBuilder builder = new GraphBuilder();
    Value predictionValue = builder.emit(new Input("prediction", prediction.type()));
    Value targetValue = builder.emit(new Input("target", target.type()));
    Optional<Value> weightValue =
        weights.map(w -> builder.emit(new Input("sample_weight", w.type())));
    Value cost = Costs.of(loss, predictionValue, targetValue, weightValue);
    builder.output("value", cost);
    builder.output("gradient", Backpropagation.gradients(cost, List.of(predictionValue)).get(0));
    try (Program program = Program.compile(builder.build(), List.of(), check.backend())) {
      program.write("prediction", prediction);
      program.write("target", target);
      weights.ifPresent(w -> program.write("sample_weight", w));
      program.run();
      Tensor value = Tensor.of(cost.shape(), check.golden().numbers("value"));
      check.compare("value", value, program.output("value"));
      check.compareGradient(
          "prediction gradient",
          check.golden().tensor("prediction_gradient"),
          program.output("gradient"));
    }
  }

  /** A file that does not say {@code from_logits} means false, where we would infer it. */
  private static Loss loss(GoldenCheck check) {
    JsonObject config = check.golden().config();
    Class<?> type = check.make(Loss.class).getClass();
    if (Binder.keys(type).contains("from_logits") && !config.has("from_logits")) {
      config.addProperty("from_logits", false);
    }
    return check.binder().make(Loss.class, config);
  }
}
