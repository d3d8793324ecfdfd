package dev.nn.nd4j;

import dev.nn.api.op.LstmSequenceGradient;
import java.nio.FloatBuffer;

/**
 * {@link LstmSequenceGradient}. What comes back to h from a step, ∂z·Rᵀ, is put where a part of the
 * step before's ∂z will be.
 */
final class LstmGradientKernel extends SequenceKernel {
  private static final int REGISTERS = 9;

  private final FloatBuffer dh;
  private final FloatBuffer dc;
  private final FloatBuffer c;
  private final FloatBuffer gate;
  private final FloatBuffer firstC;
  private final FloatBuffer dz;
  private final FloatBuffer firstDh;
  private final FloatBuffer firstDc;
  private final SmallProducts[] toBefore;
  private final SmallProducts[] toFirst;
  private final Tile[][] tiles;
  // What comes back to c at each row, and to h past the product, at rows that do not count.
  private final float[] backC;
  private final float[] backH;

  LstmGradientKernel(Binding at) {
    super(
        at,
        at.inputType(3).shape(),
        at.inputType(4).shape().size(1),
        ((LstmSequenceGradient) at.instruction().op()).masked(),
        REGISTERS);
    boolean initial = ((LstmSequenceGradient) at.instruction().op()).initial();
    dh = at.floatInput(0);
    dc = at.floatInput(1);
    c = at.floatInput(2);
    gate = at.floatInput(3);
    firstC = initial ? at.floatInput(5) : null;
    dz = at.floatOutput(0);
    firstDh = initial ? at.floatOutput(1) : null;
    firstDc = initial ? at.floatOutput(2) : null;
    toBefore = products(at, at.output(0), at.input(4), at.output(0));
    toFirst = initial ? products(at, at.output(0), at.input(4), at.output(1)) : null;
    tiles = allTiles();
    backC = new float[batch * units];
    backH = mask == null ? null : new float[batch * units];
  }

  @Override
  void walk(int part, Workspace workspace) {
    int first = firstRow(part);
    int rows = firstRow(part + 1) - first;
    int width = 4 * units;
    for (int t = time - 1; t >= 0; t--) {
      for (Tile tile : tiles[part]) {
        step(t, tile, workspace);
      }
      long from = (long) (t * batch + first) * width;
      if (t > 0) {
        long to = (long) ((t - 1) * batch + first) * width;
        toBefore[part].multiply(rows, units, width, from, width, units, to, width);
      } else if (toFirst != null) {
        long to = (long) first * units;
        toFirst[part].multiply(rows, units, width, from, width, units, to, units);
        for (Tile tile : tiles[part]) {
          finish(tile, workspace);
        }
      }
    }
  }

  private void step(int t, Tile tile, Workspace workspace) {
    float[][] r = workspace.floats;
    int n = tile.size();
    float[] input = r[0];
    float[] forget = r[1];
    float[] candidate = r[2];
    float[] output = r[3];
    for (int k = 0; k < 4; k++) {
      load(gate, t, tile, k, r[k]);
    }
    float[] atH = r[4];
    float[] atC = r[5];
    float[] bent = r[6];
    float[] spare = r[7];
    load(dh, t, tile, atH);
    load(dc, t, tile, atC);
    if (t < time - 1) {
      load(dz, t, tile, 0, spare);
      Loops.add(atH, spare, atH, n);
      loadKept(backC, tile, spare);
      Loops.add(atC, spare, atC, n);
      if (mask != null) {
        loadKept(backH, tile, spare);
        Loops.add(atH, spare, atH, n);
      }
    }
    load(c, t, tile, bent);
    Functions.tanh(bent, bent, n);
    float[] total = r[8];
    RecurrentLoops.atCell(atC, atH, output, bent, total, n);
    Loops.multiply(total, forget, spare, n);
    if (mask != null) {
      keepMasked(t, tile, atC, spare);
    }
    keep(spare, tile, backC);
    if (mask != null) {
      System.arraycopy(atH, 0, spare, 0, n);
      clearCounting(t, tile, spare);
      keep(spare, tile, backH);
    }
    RecurrentLoops.throughSigmoid(atH, bent, output, output, n);
    loadBefore(c, firstC, t, tile, spare);
    RecurrentLoops.throughSigmoid(total, spare, forget, forget, n);
    RecurrentLoops.throughTanh(total, input, candidate, spare, n);
    RecurrentLoops.throughSigmoid(total, candidate, input, input, n);
    store(t, tile, 0, input);
    store(t, tile, 1, forget);
    store(t, tile, 2, spare);
    store(t, tile, 3, output);
  }

  private void store(int t, Tile tile, int number, float[] gradient) {
    if (mask != null) {
      clearMasked(t, tile, gradient);
    }
    store(gradient, t, tile, number, dz);
  }

  /** To the first states comes what step 0 sends back. */
  private void finish(Tile tile, Workspace workspace) {
    float[] x = workspace.floats[0];
    float[] y = workspace.floats[1];
    loadKept(backC, tile, x);
    store(x, 0, tile, firstDc);
    if (mask != null) {
      load(firstDh, 0, tile, x);
      loadKept(backH, tile, y);
      Loops.add(x, y, x, tile.size());
      store(x, 0, tile, firstDh);
    }
  }
}
