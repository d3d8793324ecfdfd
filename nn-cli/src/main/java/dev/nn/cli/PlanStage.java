package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.op.Fused;
import dev.nn.core.inspect.Lifetime;
import dev.nn.core.inspect.PlannedMemory;
import dev.nn.core.optimize.GraphPrinter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan: what a backend is given to run, with places in memory and how long they are taken. */
final class PlanStage {
  private final PlannedStep step;
  private final Plan plan;
  private final BufferNames names;

  PlanStage(PlannedStep step) {
    this.step = step;
    this.plan = step.plan();
    this.names = step.names();
  }

  String text() {
    PlannedMemory memory = PlannedMemory.of(plan);
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: plan of a step with %d examples on %s, %d instructions\n\n"
            .formatted(step.name(), step.batch(), step.backend(), plan.instructions().size()));
    TextTable ports = new TextTable(5);
    plan.inputs()
        .forEach(
            (name, buffer) ->
                ports.row(
                    "in",
                    name,
                    BufferNames.place(buffer),
                    buffer.type().toString(),
                    until(buffer, -1)));
    plan.outputs()
        .forEach(
            (name, buffer) ->
                ports.row("out", name, BufferNames.place(buffer), buffer.type().toString()));
    text.append(ports.print("  ")).append('\n');
    String layer = "";
    int number = 0;
    for (Instruction instruction : plan.instructions()) {
      if (!instruction.path().equals(layer)) {
        layer = instruction.path();
        text.append("# ").append(layer.isEmpty() ? "(no layer)" : layer).append('\n');
      }
      text.append(line(number++, instruction)).append('\n');
    }
    text.append('\n');
    TextTable sizes = new TextTable(1);
    sizes.row("arena", Numbers.bytes(memory.arena()), "  " + use());
    sizes.row("constants", Numbers.bytes(memory.constants()));
    sizes.row("parameters", Numbers.bytes(memory.parameters() + memory.frozen()));
    sizes.row("state", Numbers.bytes(memory.state()));
    sizes.row("optimizer", Numbers.bytes(memory.optimizer()));
    sizes.row("in all", Numbers.bytes(memory.total()));
    return text.append(sizes.print("  ")).toString();
  }

  private String use() {
    long apart = step.lifetimes().stream().mapToLong(value -> value.buffer().type().bytes()).sum();
    return "at most %s needed at once; %d values would take %s apart"
        .formatted(
            Numbers.bytes(Lifetime.peak(plan)), step.lifetimes().size(), Numbers.bytes(apart));
  }

  private String line(int number, Instruction instruction) {
    String outputs =
        instruction.outputs().stream()
            .map(buffer -> names.of(buffer) + ":" + buffer.type() + until(buffer, number))
            .collect(Collectors.joining(", "));
    String call =
        GraphPrinter.call(instruction.op(), instruction.inputs().stream().map(names::of).toList());
    // The steps of one pass below each other.
    String next = "\n" + " ".repeat(8);
    String lines =
        instruction.op() instanceof Fused
            ? call.replace("{ ", "{" + next).replace("; ", next).replace(" → ", next + "→ ")
            : call;
    return "%4d  %s ← %s".formatted(number, outputs, lines);
  }

  /** Such as {@code until 7}: the last instruction that reads what an instruction writes. */
  private String until(Buffer buffer, int from) {
    return step.lifetimes().stream()
        .filter(value -> value.from() == from && value.buffer().equals(buffer))
        .findFirst()
        .map(value -> value.to() == plan.instructions().size() ? "end" : "" + value.to())
        .map(to -> " until " + to)
        .orElse("");
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("name", step.name());
    json.addProperty("batch_size", step.batch());
    json.addProperty("backend", step.backend());
    json.add("memory_bytes", NetworkJson.memory(PlannedMemory.of(plan)));
    json.addProperty("arena_peak_bytes", Lifetime.peak(plan));
    json.add("inputs", buffers(plan.inputs()));
    json.add("outputs", buffers(plan.outputs()));
    json.add("variables", buffers(plan.variables().buffers()));
    JsonArray instructions = new JsonArray();
    for (Instruction instruction : plan.instructions()) {
      JsonObject each = new JsonObject();
      each.addProperty("number", instructions.size());
      each.addProperty("op", instruction.op().name());
      each.add("attributes", OpJson.attributes(instruction.op()));
      each.add("inputs", buffers(instruction.inputs()));
      each.add("outputs", buffers(instruction.outputs()));
      each.addProperty("path", instruction.path());
      instructions.add(each);
    }
    json.add("instructions", instructions);
    JsonArray values = new JsonArray();
    for (Lifetime lifetime : step.lifetimes()) {
      JsonObject each = new JsonObject();
      each.addProperty("from", lifetime.from());
      each.addProperty("to", lifetime.to());
      each.add("buffer", OpJson.buffer(lifetime.buffer()));
      values.add(each);
    }
    json.add("values", values);
    return json;
  }

  private static JsonArray buffers(List<Buffer> buffers) {
    JsonArray json = new JsonArray();
    buffers.forEach(buffer -> json.add(OpJson.buffer(buffer)));
    return json;
  }

  private static JsonObject buffers(Map<String, Buffer> buffers) {
    JsonObject json = new JsonObject();
    buffers.forEach((name, buffer) -> json.add(name, OpJson.buffer(buffer)));
    return json;
  }
}
