package dev.nn.nd4j;

import dev.nn.api.tensor.DataType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Pointer;

/**
 * A result that several parts add to: part 0 in the output, each of the others in the workspace of
 * its number. They are added up in the order of the parts, whichever is done first.
 */
final class PartialSums implements Workers.Job {
  private static final double NANOS = 0.3;

  private final Workers workers;
  private final Workspace[] workspaces;
  private final DataType dtype;
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;
  private final int elements;
  private final int sums;
  private final int parts;

  /**
   * For the first output of an instruction.
   *
   * @param sums number of parts, at most one per workspace
   */
  PartialSums(Binding binding, int sums) {
    workers = binding.workers();
    workspaces = binding.workspaces();
    dtype = binding.outputType(0).dtype();
    boolean wide = dtype == DataType.FLOAT64;
    floats = wide ? null : binding.floatOutput(0);
    doubles = wide ? binding.regions().doubles(binding.output(0)) : null;
    elements = binding.outputType(0).shape().elements();
    this.sums = sums;
    int tiles = (elements + Workspace.TILE - 1) / Workspace.TILE;
    parts = Math.min(tiles, workers.partsFor(elements * NANOS * sums));
    for (int i = 1; i < sums; i++) {
      workspaces[i].partial.reserve(binding.outputType(0).bytes());
    }
  }

  /** Where a part other than 0 has its sum. */
  Pointer of(int part) {
    return workspaces[part].partial.pointer(dtype);
  }

  /** Adds all of them to the output. */
  void addUp() {
    if (sums > 1) {
      workers.run(this, parts);
    }
  }

  @Override
  public void run(int part, int worker) {
    int end = (int) ((long) elements * (part + 1) / parts);
    for (int at = (int) ((long) elements * part / parts); at < end; at += Workspace.TILE) {
      int n = Math.min(Workspace.TILE, end - at);
      if (dtype == DataType.FLOAT64) {
        addDoubles(at, n);
      } else {
        addFloats(at, n, workspaces[worker]);
      }
    }
  }

  private void addFloats(int at, int n, Workspace workspace) {
    float[] total = workspace.scratch;
    float[] next = workspace.second;
    floats.get(at, total, 0, n);
    for (int i = 1; i < sums; i++) {
      workspaces[i].partial.floats().get(at, next, 0, n);
      Loops.add(total, next, total, n);
    }
    floats.put(at, total, 0, n);
  }

  private void addDoubles(int start, int n) {
    for (int at = start; at < start + n; at++) {
      double total = doubles.get(at);
      for (int i = 1; i < sums; i++) {
        total += workspaces[i].partial.doubles().get(at);
      }
      doubles.put(at, total);
    }
  }
}
