package dev.nn.core.plan;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Input;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every value of a graph its place in memory, once, so that nothing is allocated while it
 * runs.
 *
 * <ul>
 *   <li>Reshapes and slices of the first axis name the memory of their operand; pieces joined along
 *       the first axis are written where they end up. None of these costs an instruction.
 *   <li>An element-wise instruction writes over an operand that nobody reads afterwards.
 *   <li>A variable's next value is written over the old one if all readers of the old one have run.
 *   <li>Other values share the arena: two may have the same place if their lifetimes do not meet.
 * </ul>
 */
public final class Planner {
  private final Graph graph;
  private final VariableLayout layout;
  private final boolean reuse;
  private final Map<String, Buffer> variables;
  private final Map<Ref, Place> places = new HashMap<>();
  private final Set<Graph.Update> inPlaceUpdates = new HashSet<>();
  private final List<Node> steps = new ArrayList<>();
  private final Set<Integer> free = new HashSet<>();

  private Planner(Graph graph, VariableLayout layout, boolean reuse) {
    this.graph = graph;
    this.layout = layout;
    this.reuse = reuse;
    this.variables = layout.buffers();
  }

  /**
   * A plan for a graph, its nodes in their given order.
   *
   * @param layout where variables lie; holds all variables of the graph
   * @param reuse whether memory is used again within a run; without, every value keeps its own,
   *     which helps to look at values and to find faults of the planner
   */
  public static Plan plan(Graph graph, VariableLayout layout, boolean reuse) {
    return PlanVerifier.verify(new Planner(OldValues.kept(graph), layout, reuse).run());
  }

  /** Where a value lies: in a storage, at an offset in bytes. */
  private record Place(Storage storage, long offset) {}

  private Plan run() {
    List<Storage> constants = new ArrayList<>();
    List<Tensor> constantValues = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Variable variable) {
        fix(node, variables.get(variable.variable()));
      } else if (node.op() instanceof FlatVariables flat) {
        fix(node, new Buffer(VariableLayout.region(flat.role()), 0, flat.type()));
      } else if (node.op() instanceof Constant constant) {
        Storage storage = new Storage(Buffer.Region.CONSTANT, node.type().bytes());
        constants.add(storage);
        constantValues.add(constant.value());
        places.put(new Ref(node.id(), 0), new Place(storage, 0));
      } else if (node.op() instanceof Input) {
        Storage storage = new Storage(Buffer.Region.ARENA, node.type().bytes());
        storage.pin();
        places.put(new Ref(node.id(), 0), new Place(storage, 0));
      } else {
        steps.add(node);
      }
    }
    place();
    joinInPlace();
    updateInPlace();
    lifetimes();
    if (reuse) {
      overwriteOperands();
    }
    return assemble(constants, constantValues);
  }

  private void fix(Node node, Buffer buffer) {
    Storage storage = new Storage(buffer.region(), buffer.type().bytes());
    storage.fixAt(buffer.offset());
    places.put(new Ref(node.id(), 0), new Place(storage, 0));
  }

  /** A storage of its own for every value, but for those that name part of another. */
  private void place() {
    for (Node node : steps) {
      if (node.op() instanceof Reshape) {
        places.put(new Ref(node.id(), 0), places.get(node.inputs().get(0)));
        free.add(node.id());
      } else if (node.op() instanceof Slice slice && slice.axis() == 0) {
        Place whole = places.get(node.inputs().get(0));
        long row =
            node.type().shape().size(0) == 0
                ? 0
                : node.type().bytes() / node.type().shape().size(0);
        places.put(
            new Ref(node.id(), 0),
            new Place(whole.storage(), whole.offset() + slice.start() * row));
        free.add(node.id());
      } else {
        for (int i = 0; i < node.types().size(); i++) {
          Storage storage = new Storage(Buffer.Region.ARENA, node.types().get(i).bytes());
          places.put(new Ref(node.id(), i), new Place(storage, 0));
        }
      }
    }
  }

  /** Pieces of a concatenation along the first axis are computed where they belong. */
  private void joinInPlace() {
    for (Node node : steps) {
      if (node.op() instanceof Concat concat && concat.axis() == 0) {
        Storage whole = places.get(new Ref(node.id(), 0)).storage();
        List<Storage> pieces =
            node.inputs().stream().map(input -> places.get(input).storage()).toList();
        boolean possible = new HashSet<>(pieces).size() == pieces.size();
        for (int i = 0; i < pieces.size(); i++) {
          long bytes = graph.type(node.inputs().get(i)).bytes();
          possible &= pieces.get(i).canMove() && pieces.get(i).bytes() == bytes;
        }
        if (possible) {
          long offset = 0;
          for (Storage piece : pieces) {
            piece.moveInto(whole, offset);
            offset += piece.bytes();
          }
          free.add(node.id());
        }
      }
    }
  }

  /**
   * The next value of a variable is computed into the variable, if nobody reads the old one
   * afterwards.
   */
  private void updateInPlace() {
    Map<Ref, Integer> producers = new HashMap<>();
    for (int step = 0; step < steps.size(); step++) {
      for (int i = 0; i < steps.get(step).types().size(); i++) {
        producers.put(new Ref(steps.get(step).id(), i), step);
      }
    }
    for (Graph.Update update : graph.updates()) {
      Integer producer = producers.get(update.value());
      Place value = places.get(update.value());
      Storage variable = places.get(update.variable()).storage();
      if (producer == null
          || free.contains(update.value().node())
          || graph.outputs().containsValue(update.value())
          || !value.storage().canMove()
          || value.offset() != 0
          || lastReader(variable) > producer
          || (lastReader(variable) == producer && !overwritable(steps.get(producer), variable))) {
        continue;
      }
      value.storage().moveInto(variable, 0);
      inPlaceUpdates.add(update);
    }
  }

  private int lastReader(Storage variable) {
    int last = -1;
    for (int step = 0; step < steps.size(); step++) {
      if (!free.contains(steps.get(step).id())) {
        for (Ref input : steps.get(step).inputs()) {
          if (places.get(input).storage().overlaps(variable)) {
            last = step;
          }
        }
      }
    }
    return last;
  }

  /**
   * Whether an instruction may write over a storage that it reads: element by element, and exactly
   * that storage.
   */
  private boolean overwritable(Node node, Storage storage) {
    return isElementwise(node)
        && node.inputs().stream()
            .filter(input -> places.get(input).storage().overlaps(storage))
            .allMatch(
                input ->
                    isWhole(input, storage)
                        && graph.type(input).shape().equals(node.type().shape()));
  }

  private boolean isWhole(Ref input, Storage storage) {
    Place place = places.get(input);
    return place.storage().root() == storage.root()
        && place.storage().offset() + place.offset() == storage.offset()
        && graph.type(input).bytes() == storage.bytes();
  }

  private static boolean isElementwise(Node node) {
    return node.op() instanceof Elementwise || node.op() instanceof Fused;
  }

  private void lifetimes() {
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      for (Ref input : node.inputs()) {
        places.get(input).storage().root().use(step);
      }
      for (int i = 0; i < node.types().size(); i++) {
        places.get(new Ref(node.id(), i)).storage().root().use(step);
      }
    }
    graph
        .outputs()
        .values()
        .forEach(ref -> places.get(ref).storage().root().useUntil(steps.size()));
    graph.updates().forEach(u -> places.get(u.value()).storage().root().useUntil(steps.size()));
  }

  private void overwriteOperands() {
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      if (!isElementwise(node)) {
        continue;
      }
      for (int i = 0; i < node.types().size(); i++) {
        Storage result = places.get(new Ref(node.id(), i)).storage();
        TensorType type = node.types().get(i);
        for (Ref input : node.inputs()) {
          Storage operand = places.get(input).storage().root();
          if (result.canMove()
              && result.root() != operand
              && operand.canMove()
              && operand.last() == step
              && operand.bytes() == type.bytes()
              && graph.type(input).equals(type)
              && overwritable(node, operand)) {
            result.moveInto(operand, 0);
          }
        }
      }
    }
  }

  private Plan assemble(List<Storage> constants, List<Tensor> constantValues) {
    List<Storage> arena = new ArrayList<>();
    Set<Storage> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.types().size(); i++) {
        Storage root = places.get(new Ref(node.id(), i)).storage().root();
        if (root.region() == Buffer.Region.ARENA && seen.add(root)) {
          arena.add(root);
        }
      }
    }
    long arenaBytes = Arena.assign(arena, reuse);
    long constantBytes = Arena.assign(constants, false);
    Map<Buffer, Tensor> constantBuffers = new LinkedHashMap<>();
    for (int i = 0; i < constants.size(); i++) {
      Tensor value = constantValues.get(i);
      constantBuffers.put(
          new Buffer(Buffer.Region.CONSTANT, constants.get(i).offset(), value.type()), value);
    }
    Map<String, Buffer> inputBuffers = new LinkedHashMap<>();
    graph.nodes().stream()
        .filter(node -> node.op() instanceof Input)
        .forEach(
            node -> inputBuffers.put(((Input) node.op()).input(), buffer(new Ref(node.id(), 0))));
    Map<String, Buffer> outputBuffers = new LinkedHashMap<>();
    graph.outputs().forEach((name, ref) -> outputBuffers.put(name, buffer(ref)));
    return new Plan(
        instructions(),
        inputBuffers,
        outputBuffers,
        constantBuffers,
        arenaBytes,
        constantBytes,
        layout);
  }

  private List<Instruction> instructions() {
    List<Instruction> instructions = new ArrayList<>();
    for (Node node : steps) {
      if (!free.contains(node.id())) {
        List<Buffer> outputs = new ArrayList<>();
        for (int i = 0; i < node.types().size(); i++) {
          outputs.add(buffer(new Ref(node.id(), i)));
        }
        List<Buffer> operands = node.inputs().stream().map(this::buffer).toList();
        instructions.add(new Instruction(node.op(), operands, outputs, node.path(), node.id()));
      }
    }
    for (Graph.Update update : graph.updates()) {
      if (!inPlaceUpdates.contains(update)) {
        Node variable = graph.node(update.variable());
        instructions.add(
            new Instruction(
                new Reshape(variable.type().shape()), // Between two places, a copy.
                List.of(buffer(update.value())),
                List.of(buffer(update.variable())),
                variable.path(),
                variable.id()));
      }
    }
    return instructions;
  }

  private Buffer buffer(Ref ref) {
    Place place = places.get(ref);
    return new Buffer(
        place.storage().region(), place.storage().offset() + place.offset(), graph.type(ref));
  }
}
