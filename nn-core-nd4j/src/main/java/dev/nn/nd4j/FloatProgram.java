package dev.nn.nd4j;

import dev.nn.api.graph.Op;
import dev.nn.api.op.Fused;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An element-wise op over float32 (and truth values) as a list of loops over registers. What is the
 * same for all elements, such as a learning rate, is computed once per run in cells. Registers are
 * reused as soon as their value is no longer needed, so that a whole Adam update stays in the
 * first-level cache.
 */
final class FloatProgram {
  /** What to load: input {@code input} into a cell or a register. */
  record Load(int input, int target) {}

  /** Inputs with one element, each with its cell. */
  final List<Load> scalarLoads = new ArrayList<>();

  /** Over the cells, with n = 1. */
  final List<FloatStep> scalarSteps = new ArrayList<>();

  /** One per value that is the same for all elements; its only element is the value. */
  final List<float[]> cells = new ArrayList<>();

  /** Inputs with an element for each result's element, or stretched; each with its register. */
  final List<Load> loads = new ArrayList<>();

  /** Over the registers. */
  final List<FloatStep> steps = new ArrayList<>();

  /** The register of each result. */
  final int[] results;

  /** How many registers it uses. */
  final int registers;

  /** About how long one element takes, without memory traffic. */
  double nanos;

  private final FusedSteps source;
  // For each value: the contraction that computes it, or null.
  private final Contraction[] contractions;
  // For each value: the cell or the register it is in, or −1.
  private final int[] cellOf;
  private final int[] registerOf;
  private final int[] lastUse;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int allocated;

  /** Whether an op on these inputs is a float32 program. */
  static boolean covers(Op op, List<TensorType> inputs) {
    List<Fused.Step> steps = FusedSteps.of(op, inputs.size());
    List<TensorType> values = new Fused(inputs.size(), steps, List.of()).registers(inputs);
    return values.stream()
            .allMatch(type -> type.dtype() == DataType.FLOAT32 || type.dtype() == DataType.BOOL)
        && steps.stream().allMatch(s -> FloatStep.exists(s.op()) || FloatStep.isAlias(s.op()));
  }

  /**
   * Compiles.
   *
   * @param single for each input, whether it is one element stretched over many
   * @param pinned for each input, whether its register is loaded only once and must be kept
   */
  FloatProgram(Op op, boolean[] single, boolean[] pinned) {
    source = new FusedSteps(op, single);
    contractions = new Contraction[source.values()];
    cellOf = filled(source.values());
    registerOf = filled(source.values());
    lastUse = filled(source.values());
    List<Integer> order = order();
    findLastUses(order, pinned);
    for (int i = 0; i < source.inputs(); i++) {
      if (source.isScalar(i)) {
        cellOf[i] = newCell();
        scalarLoads.add(new Load(i, cellOf[i]));
      } else {
        registerOf[i] = take();
        loads.add(new Load(i, registerOf[i]));
      }
    }
    order.forEach(this::emit);
    results = source.results().stream().mapToInt(this::materialise).toArray();
    registers = allocated;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, -1);
    return array;
  }

  /** The steps to run; those that a contraction swallows are left out. */
  private List<Integer> order() {
    Set<Integer> swallowed = new HashSet<>();
    List<Integer> order = new ArrayList<>();
    for (int value = source.values() - 1; value >= source.inputs(); value--) {
      if (source.isAlias(value) || swallowed.contains(value)) {
        continue;
      }
      order.add(0, value);
      if (!source.isScalar(value)) {
        contractions[value] = Contraction.of(source, value).orElse(null);
        if (contractions[value] != null) {
          swallowed.addAll(contractions[value].inner());
        }
      }
    }
    return order;
  }

  private void findLastUses(List<Integer> order, boolean[] pinned) {
    for (int value : order) {
      operands(value).forEach(operand -> lastUse[operand] = value);
    }
    source.results().forEach(value -> lastUse[value] = Integer.MAX_VALUE);
    for (int i = 0; i < pinned.length; i++) {
      lastUse[i] = pinned[i] ? Integer.MAX_VALUE : lastUse[i];
    }
  }

  private List<Integer> operands(int value) {
    return contractions[value] != null ? contractions[value].operands() : source.operands(value);
  }

  private void emit(int value) {
    List<Integer> operands = operands(value);
    if (source.isScalar(value)) {
      cellOf[value] = newCell();
      List<FloatStep.Operand> places =
          operands.stream().map(o -> new FloatStep.Operand(cellOf[o], null)).toList();
      scalarSteps.add(FloatStep.of(source.op(value), places, cellOf[value]));
      return;
    }
    List<FloatStep.Operand> places = operands.stream().map(this::place).toList();
    operands.stream().distinct().filter(o -> lastUse[o] == value).forEach(this::release);
    registerOf[value] = take();
    Contraction contraction = contractions[value];
    if (contraction != null) {
      steps.add(contraction.maker().make(places, registerOf[value]));
      nanos += contraction.nanos();
    } else {
      steps.add(FloatStep.of(source.op(value), places, registerOf[value]));
      nanos += FloatStep.nanos(source.op(value));
    }
  }

  private FloatStep.Operand place(int value) {
    return source.isScalar(value)
        ? new FloatStep.Operand(-1, cells.get(cellOf[value]))
        : new FloatStep.Operand(registerOf[value], null);
  }

  private int materialise(int value) {
    if (source.isScalar(value) && registerOf[value] < 0) {
      float[] cell = cells.get(cellOf[value]);
      int register = take();
      steps.add((r, n, w) -> Arrays.fill(r[register], 0, n, cell[0]));
      registerOf[value] = register;
    }
    return registerOf[value];
  }

  private int newCell() {
    cells.add(new float[1]);
    return cells.size() - 1;
  }

  private int take() {
    return free.isEmpty() ? allocated++ : free.removeFirst();
  }

  // In the order of the operands: a result takes the place of the first one that is done with, so
  // that a select by a scalar need not copy what it selects.
  private void release(int value) {
    if (registerOf[value] >= 0) {
      free.addLast(registerOf[value]);
    }
  }
}
