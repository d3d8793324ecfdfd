package dev.nn.nd4j;

import dev.nn.api.op.CounterRandom;
import dev.nn.api.op.Random;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Random numbers by position, so that it does not matter which thread draws which. */
final class RandomKernel implements Kernel, Workers.Job {
  private static final double UNIFORM_NANOS = 1.5;
  private static final double NORMAL_NANOS = 40;

  private final Random op;
  private final IntBuffer key;
  private final FloatBuffer floats;
  private final Numbers numbers;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final int elements;
  private final int tiles;
  private final int parts;
  private long seed;

  RandomKernel(Binding binding) {
    op = (Random) binding.instruction().op();
    key = binding.intInput(0);
    workers = binding.workers();
    workspaces = binding.workspaces();
    TensorType type = binding.outputType(0);
    elements = type.shape().elements();
    floats = type.dtype() == DataType.FLOAT32 ? binding.floatOutput(0) : null;
    numbers = Numbers.of(binding.output(0), binding.regions());
    tiles = (elements + Workspace.TILE - 1) / Workspace.TILE;
    boolean normal = op.distribution() == Random.Distribution.NORMAL;
    double nanos = elements * (normal ? NORMAL_NANOS : UNIFORM_NANOS);
    parts = Math.min(Math.max(1, tiles), workers.partsFor(nanos));
  }

  @Override
  public void run() {
    seed = CounterRandom.key(key.get(0), key.get(1), op.stream());
    workers.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    float[] tile = workspaces[worker].scratch;
    int start = (int) ((long) tiles * part / parts) * Workspace.TILE;
    int end = (int) Math.min(elements, (long) tiles * (part + 1) / parts * Workspace.TILE);
    for (int at = start; at < end; at += Workspace.TILE) {
      int n = Math.min(Workspace.TILE, end - at);
      draw(tile, at, n);
      if (floats != null) {
        floats.put(at, tile, 0, n);
      } else {
        for (int i = 0; i < n; i++) {
          numbers.set(at + i, tile[i]);
        }
      }
    }
  }

  private void draw(float[] tile, int from, int n) {
    long seed = this.seed;
    if (op.distribution() == Random.Distribution.NORMAL) {
      for (int i = 0; i < n; i++) {
        tile[i] = CounterRandom.normal(seed, from + i);
      }
    } else {
      for (int i = 0; i < n; i++) {
        tile[i] = CounterRandom.uniform(seed, from + i);
      }
    }
  }
}
