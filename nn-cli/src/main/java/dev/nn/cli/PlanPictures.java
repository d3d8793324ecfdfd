package dev.nn.cli;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.op.Fused;
import dev.nn.cli.diagram.Diagram;
import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import dev.nn.cli.diagram.Lines;
import dev.nn.cli.diagram.MemoryMap;
import dev.nn.cli.diagram.Style;
import dev.nn.core.inspect.Lifetime;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as pictures: what waits for what, and how its memory is used over time. */
final class PlanPictures {
  private static final Set<Buffer.Region> VARIABLES =
      EnumSet.of(
          Buffer.Region.PARAMETER,
          Buffer.Region.FROZEN,
          Buffer.Region.STATE,
          Buffer.Region.OPTIMIZER);

  private final PlannedStep step;
  private final Plan plan;
  private final BufferNames names;

  PlanPictures(PlannedStep step) {
    this.step = step;
    this.plan = step.plan();
    this.names = step.names();
  }

  /** Boxes for instructions, with arrows from who writes a value to who reads it. */
  Diagram diagram() {
    List<Item> items = new ArrayList<>();
    Set<Edge> edges = new LinkedHashSet<>();
    plan.inputs()
        .forEach((name, buffer) -> items.add(leaf("in " + name, Style.INPUT, name, buffer)));
    Set<Buffer> variables =
        plan.instructions().stream()
            .flatMap(instruction -> instruction.inputs().stream())
            .filter(buffer -> VARIABLES.contains(buffer.region()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    variables.forEach(
        buffer -> items.add(leaf(names.of(buffer), Style.PARAMETER, names.of(buffer), buffer)));
    int number = 0;
    for (Instruction instruction : plan.instructions()) {
      String id = "#" + number;
      items.add(box(id, number, instruction));
      for (Buffer read : instruction.inputs()) {
        if (VARIABLES.contains(read.region())) {
          edges.add(new Edge(names.of(read), id));
        }
        for (Lifetime value : step.lifetimes()) {
          boolean there = value.from() < number && number <= value.to();
          if (there && value.buffer().overlaps(read)) {
            edges.add(new Edge(value.from() < 0 ? input(value) : "#" + value.from(), id));
          }
        }
      }
      number++;
    }
    Group root =
        new Group("", step.name(), "", List.of(), 1, List.of(), items, List.copyOf(edges), "");
    return new Diagram(
        step.name() + ": plan of a training step",
        List.of("arena " + Numbers.bytes(plan.arenaBytes())),
        root);
  }

  /** The arena over time. */
  MemoryMap map() {
    int cost = writer(plan.outputs().get(TrainingGraph.LOSS));
    List<MemoryMap.Span> spans = new ArrayList<>();
    for (Lifetime value : step.lifetimes()) {
      Buffer buffer = value.buffer();
      spans.add(
          new MemoryMap.Span(
              value.from() < 0 ? names.of(buffer) : label(value),
              style(value.from(), cost),
              value.from(),
              value.to(),
              buffer.offset(),
              buffer.type().bytes()));
    }
    List<String> facts =
        List.of(
            Numbers.bytes(plan.arenaBytes())
                + " for batches of "
                + step.batch()
                + " on "
                + step.backend(),
            "at most " + Numbers.bytes(Lifetime.peak(plan)) + " needed at once",
            plan.instructions().size() + " instructions");
    return new MemoryMap(
        step.name() + ": arena of a training step",
        facts,
        spans,
        plan.instructions().size(),
        plan.arenaBytes());
  }

  private String label(Lifetime value) {
    Instruction writer = plan.instructions().get(value.from());
    return (writer.path() + " " + value.buffer().type().shape()).strip();
  }

  /** Which instruction writes a buffer that the caller reads. */
  private int writer(Buffer buffer) {
    return step.lifetimes().stream()
        .filter(value -> value.buffer().equals(buffer))
        .mapToInt(Lifetime::from)
        .max()
        .orElse(plan.instructions().size());
  }

  /** What comes after the cost and is no update is the backward pass: nodes keep their order. */
  private Style style(int instruction, int cost) {
    if (instruction < 0) {
      return Style.INPUT;
    }
    boolean update = plan.instructions().get(instruction).path().equals(TrainingGraph.OPTIMIZER);
    return update ? Style.UPDATE : instruction <= cost ? Style.FORWARD : Style.BACKWARD;
  }

  private String input(Lifetime value) {
    return plan.inputs().entrySet().stream()
        .filter(input -> input.getValue().equals(value.buffer()))
        .map(input -> "in " + input.getKey())
        .findFirst()
        .orElseThrow();
  }

  private Box leaf(String id, Style style, String name, Buffer buffer) {
    return new Box(id, style, name, "", List.of(), List.of(buffer.type().toString()));
  }

  private Box box(String id, int number, Instruction instruction) {
    List<String> details = new ArrayList<>();
    if (instruction.op() instanceof Fused fused) {
      details.addAll(Lines.of(fused.steps().stream().map(step -> step.op().name()).toList()));
    }
    instruction
        .outputs()
        .forEach(buffer -> details.add("→ " + names.of(buffer) + ":" + buffer.type()));
    return new Box(
        id,
        style(number, writer(plan.outputs().get(TrainingGraph.LOSS))),
        number + " " + instruction.op().name(),
        instruction.path(),
        details,
        List.of());
  }
}
