package dev.nn.nd4j;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Runs a float32 program tile by tile, on several threads if it is long. */
final class FloatElementwiseKernel implements Kernel, Workers.Job {
  /** Copying an element in or out. */
  private static final double COPY_NANOS = 0.1;

  private final Workers workers;
  private final Workspace[] workspaces;
  private final float[][] cells;
  private final FloatSource[] scalarSources;
  private final float[][] scalarTargets;
  private final FloatStep[] scalarSteps;
  // Rows that repeat within a tile: loaded once per run and thread.
  private final FloatSource[] fixedSources;
  private final int[] fixedTargets;
  private final FloatSource[] sources;
  private final int[] targets;
  private final FloatStep[] steps;
  private final int[] results;
  private final Sink[] sinks;
  private final int elements;
  private final int tile;
  private final int tiles;
  private final int parts;

  /** Where results go. */
  private interface Sink {
    void store(float[] register, int start, int n, Workspace workspace);
  }

  FloatElementwiseKernel(Binding binding) {
    workers = binding.workers();
    workspaces = binding.workspaces();
    Op op = binding.instruction().op();
    int inputs = binding.instruction().inputs().size();
    Shape shape = binding.outputType(0).shape();
    elements = shape.elements();
    FloatSource[] all = new FloatSource[inputs];
    boolean[] single = new boolean[inputs];
    int period = 1;
    for (int i = 0; i < inputs; i++) {
      all[i] = FloatSource.of(binding.input(i), shape, binding.regions());
      single[i] = elements > 1 && binding.inputType(i).shape().elements() == 1;
      if (all[i].period() <= Workspace.TILE) {
        period = Math.max(period, all[i].period());
      }
    }
    tile = Workspace.TILE / period * period;
    tiles = (elements + tile - 1) / tile;
    boolean[] fixed = new boolean[inputs];
    for (int i = 0; i < inputs; i++) {
      fixed[i] = all[i].period() > 0 && tile % all[i].period() == 0;
    }
    FloatProgram program = new FloatProgram(op, single, fixed);
    cells = program.cells.toArray(float[][]::new);
    scalarSources =
        program.scalarLoads.stream().map(load -> all[load.input()]).toArray(FloatSource[]::new);
    scalarTargets =
        program.scalarLoads.stream()
            .map(load -> program.cells.get(load.target()))
            .toArray(float[][]::new);
    scalarSteps = program.scalarSteps.toArray(FloatStep[]::new);
    var fixedLoads = program.loads.stream().filter(load -> fixed[load.input()]).toList();
    var loads = program.loads.stream().filter(load -> !fixed[load.input()]).toList();
    fixedSources = fixedLoads.stream().map(l -> all[l.input()]).toArray(FloatSource[]::new);
    fixedTargets = fixedLoads.stream().mapToInt(FloatProgram.Load::target).toArray();
    sources = loads.stream().map(l -> all[l.input()]).toArray(FloatSource[]::new);
    targets = loads.stream().mapToInt(FloatProgram.Load::target).toArray();
    steps = program.steps.toArray(FloatStep[]::new);
    results = program.results;
    sinks = new Sink[results.length];
    for (int i = 0; i < sinks.length; i++) {
      sinks[i] = sink(binding, i);
    }
    for (Workspace workspace : workspaces) {
      workspace.reserve(program.registers);
    }
    double nanos = program.nanos + COPY_NANOS * (sources.length + sinks.length);
    parts = Math.min(Math.max(tiles, 1), workers.partsFor(elements * nanos));
  }

  private static Sink sink(Binding binding, int output) {
    if (binding.outputType(output).dtype() == DataType.BOOL) {
      ByteBuffer memory = binding.byteOutput(output);
      return (register, start, n, workspace) -> {
        byte[] bytes = workspace.bytes;
        for (int i = 0; i < n; i++) {
          bytes[i] = (byte) register[i];
        }
        memory.put(start, bytes, 0, n);
      };
    }
    FloatBuffer memory = binding.floatOutput(output);
    return (register, start, n, workspace) -> memory.put(start, register, 0, n);
  }

  @Override
  public void run() {
    if (elements == 0) {
      return;
    }
    for (int i = 0; i < scalarSources.length; i++) {
      scalarSources[i].load(scalarTargets[i], 0, 1, workspaces[0]);
    }
    for (FloatStep step : scalarSteps) {
      step.run(cells, 1, workspaces[0]);
    }
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    Workspace workspace = workspaces[worker];
    float[][] registers = workspace.floats;
    int start = (int) ((long) tiles * part / parts) * tile;
    int end = (int) Math.min(elements, (long) tiles * (part + 1) / parts * tile);
    for (int i = 0; i < fixedSources.length; i++) {
      int n = Math.min(tile, end - start);
      fixedSources[i].load(registers[fixedTargets[i]], start, n, workspace);
    }
    for (int at = start; at < end; at += tile) {
      int n = Math.min(tile, end - at);
      for (int i = 0; i < sources.length; i++) {
        sources[i].load(registers[targets[i]], at, n, workspace);
      }
      for (FloatStep step : steps) {
        step.run(registers, n, workspace);
      }
      for (int i = 0; i < sinks.length; i++) {
        sinks[i].store(registers[results[i]], at, n, workspace);
      }
    }
  }
}
