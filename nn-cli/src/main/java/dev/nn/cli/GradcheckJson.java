package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.config.Session;
import dev.nn.core.check.EntryCheck;
import dev.nn.core.check.EntryCheck.Verdict;
import dev.nn.core.check.OpFault;
import dev.nn.core.check.StepGradientCheck;
import dev.nn.core.check.StepGradientReport;
import dev.nn.core.check.TensorCheck;
import dev.nn.core.check.Unchecked;

/** What {@code gradcheck} says to programs. */
final class GradcheckJson {
  private GradcheckJson() {}

  static JsonObject of(
      Session session,
      int rows,
      StepGradientCheck check,
      StepGradientReport report,
      double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("config", session.experiment().spec().name());
    json.addProperty("backend", session.backend().name());
    json.addProperty("dtype", "float64");
    json.addProperty("config_dtype", session.experiment().spec().train().dtype().toString());
    json.addProperty("rows", rows);
    json.addProperty("seed", check.seed());
    json.addProperty("jitter", check.jitter());
    json.addProperty("tolerance", check.tolerance());
    json.add("cost", Json.number(report.cost()));
    json.addProperty("passes", report.passes());
    json.addProperty("seconds", seconds);
    JsonArray tensors = new JsonArray();
    report.tensors().forEach(tensor -> tensors.add(json(tensor)));
    json.add("tensors", tensors);
    JsonArray unchecked = new JsonArray();
    for (Unchecked each : report.unchecked()) {
      JsonObject item = new JsonObject();
      item.addProperty("tensor", each.tensor());
      item.addProperty("reason", each.reason());
      unchecked.add(item);
    }
    json.add("unchecked", unchecked);
    report.fault().ifPresent(fault -> json.add("fault", json(fault)));
    return json;
  }

  private static JsonObject json(TensorCheck tensor) {
    JsonObject json = new JsonObject();
    json.addProperty("tensor", tensor.tensor());
    json.add("shape", Json.of(tensor.shape().toList()));
    json.addProperty("compared", tensor.entries().size());
    json.addProperty("differing", tensor.count(Verdict.DIFFER));
    json.addProperty("kinks", tensor.kinks());
    json.addProperty("undecided", tensor.count(Verdict.UNDECIDED));
    json.add("largest_gradient", Json.number(tensor.largest()));
    tensor.worst().ifPresent(worst -> json.add("worst", json(tensor, worst)));
    json.addProperty("passes", tensor.passes());
    return json;
  }

  private static JsonObject json(TensorCheck tensor, EntryCheck entry) {
    JsonObject json = new JsonObject();
    json.add("index", Json.of(Places.indices(tensor.shape(), entry.entry())));
    json.add("backpropagation", Json.number(entry.backpropagation()));
    json.add("central_difference", Json.number(entry.difference()));
    json.add("relative_error", Json.number(entry.relativeError()));
    return json;
  }

  private static JsonObject json(OpFault fault) {
    JsonObject json = new JsonObject();
    json.addProperty("layer", fault.layer());
    json.addProperty("op", fault.op());
    json.addProperty("operand", fault.operand());
    fault.check().worst().ifPresent(worst -> json.add("worst", json(fault.check(), worst)));
    return json;
  }
}
