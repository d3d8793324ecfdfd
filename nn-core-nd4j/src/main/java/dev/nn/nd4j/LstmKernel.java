package dev.nn.nd4j;

import dev.nn.api.op.LstmSequence;
import java.nio.FloatBuffer;

/** {@link LstmSequence}. */
final class LstmKernel extends ForwardSequenceKernel {
  private static final int REGISTERS = 7;

  private final FloatBuffer z;
  private final FloatBuffer firstH;
  private final FloatBuffer firstC;
  private final FloatBuffer h;
  private final FloatBuffer c;
  private final FloatBuffer gate;

  LstmKernel(Binding at) {
    this(at, (LstmSequence) at.instruction().op());
  }

  private LstmKernel(Binding at, LstmSequence op) {
    super(
        at, op.masked(), REGISTERS, op.initial() ? at.input(2) : null, at.output(0), at.output(2));
    z = at.floatInput(0);
    firstH = op.initial() ? at.floatInput(2) : null;
    firstC = op.initial() ? at.floatInput(3) : null;
    h = at.floatOutput(0);
    c = at.floatOutput(1);
    gate = at.floatOutput(2);
  }

  @Override
  void step(int t, Tile tile, boolean recurrent, Workspace workspace) {
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
