package dev.nn.nd4j;

import dev.nn.api.op.LstmSequence;
import java.nio.FloatBuffer;

/**
 * {@link LstmSequence}. The recurrent product of a step is put where the step's gates will be, and
 * the gates then take its place.
 */
final class LstmKernel extends SequenceKernel {
  private static final int REGISTERS = 7;

  private final FloatBuffer z;
  private final FloatBuffer firstH;
  private final FloatBuffer firstC;
  private final FloatBuffer h;
  private final FloatBuffer c;
  private final FloatBuffer gate;
  private final SmallProducts[] fromFirst;
  private final SmallProducts[] fromBefore;
  private final Tile[][] tiles;

  LstmKernel(Binding at) {
    super(
        at,
        at.inputType(0).shape(),
        at.inputType(1).shape().size(0),
        ((LstmSequence) at.instruction().op()).masked(),
        REGISTERS);
    boolean initial = ((LstmSequence) at.instruction().op()).initial();
    z = at.floatInput(0);
    firstH = initial ? at.floatInput(2) : null;
    firstC = initial ? at.floatInput(3) : null;
    h = at.floatOutput(0);
    c = at.floatOutput(1);
    gate = at.floatOutput(2);
    fromBefore = products(at, at.output(0), at.input(1), at.output(2));
    fromFirst = initial ? products(at, at.input(2), at.input(1), at.output(2)) : null;
    tiles = allTiles();
  }

  @Override
  void walk(int part, Workspace workspace) {
    int first = firstRow(part);
    int rows = firstRow(part + 1) - first;
    int width = 4 * units;
    for (int t = 0; t < time; t++) {
      SmallProducts[] products = t == 0 ? fromFirst : fromBefore;
      if (products != null) {
        long from = (long) (Math.max(0, t - 1) * batch + first) * units;
        long to = (long) (t * batch + first) * width;
        products[part].multiply(rows, width, units, from, units, width, to, width);
      }
      for (Tile tile : tiles[part]) {
        step(t, tile, products != null, workspace);
      }
    }
  }

  private void step(int t, Tile tile, boolean recurrent, Workspace workspace) {
    float[][] r = workspace.floats;
    int n = tile.size();
    for (int k = 0; k < 4; k++) {
      load(z, t, tile, k, r[k]);
      if (recurrent) {
        load(gate, t, tile, k, r[4]);
        Loops.add(r[k], r[4], r[k], n);
      }
    }
    RecurrentLoops.sigmoid(r[0], r[0], n);
    RecurrentLoops.sigmoid(r[1], r[1], n);
    Functions.tanh(r[2], r[2], n);
    RecurrentLoops.sigmoid(r[3], r[3], n);
    for (int k = 0; k < 4; k++) {
      store(r[k], t, tile, k, gate);
    }
    float[] before = r[4];
    float[] cell = r[5];
    float[] out = r[6];
    loadBefore(c, firstC, t, tile, before);
    RecurrentLoops.cell(r[0], r[1], r[2], before, cell, n);
    Functions.tanh(cell, out, n);
    Loops.multiply(out, r[3], out, n);
    if (mask != null) {
      keepMasked(t, tile, before, cell);
      loadBefore(h, firstH, t, tile, before);
      keepMasked(t, tile, before, out);
    }
    store(cell, t, tile, c);
    store(out, t, tile, h);
  }
}
