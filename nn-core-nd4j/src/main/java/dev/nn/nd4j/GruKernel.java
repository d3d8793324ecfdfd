package dev.nn.nd4j;

import dev.nn.api.op.GruSequence;
import java.nio.FloatBuffer;

/** {@link GruSequence}. */
final class GruKernel extends ForwardSequenceKernel {
  private static final int REGISTERS = 6;

  private final FloatBuffer a;
  private final FloatBuffer bias;
  private final FloatBuffer firstH;
  private final FloatBuffer h;
  private final FloatBuffer gate;
  private final FloatBuffer inner;

  GruKernel(Binding at) {
    this(at, (GruSequence) at.instruction().op());
  }

  private GruKernel(Binding at, GruSequence op) {
    super(
        at, op.masked(), REGISTERS, op.initial() ? at.input(3) : null, at.output(0), at.output(1));
    a = at.floatInput(0);
    bias = at.floatInput(2);
    firstH = op.initial() ? at.floatInput(3) : null;
    h = at.floatOutput(0);
    gate = at.floatOutput(1);
    inner = at.floatOutput(2);
  }

  @Override
  void step(int t, Tile tile, boolean recurrent, Workspace workspace) {
    float[][] r = workspace.floats;
    int n = tile.size();
    float[] update = r[0];
    float[] reset = r[1];
    float[] candidate = r[2];
    float[] q = r[3];
    float[] b = r[4];
    for (int k = 0; k < 3; k++) {
      load(a, t, tile, k, r[k]);
      loadRow(bias, tile, k, b);
      float[] sum = b;
      if (recurrent) {
        load(gate, t, tile, k, q);
        Loops.add(q, b, q, n);
        sum = q;
      }
      if (k < 2) {
        Loops.add(r[k], sum, r[k], n);
        RecurrentLoops.sigmoid(r[k], r[k], n);
      } else {
        store(sum, t, tile, inner);
        RecurrentLoops.addProduct(candidate, reset, sum, candidate, n);
        Functions.tanh(candidate, candidate, n);
      }
    }
    for (int k = 0; k < 3; k++) {
      store(r[k], t, tile, k, gate);
    }
    loadBefore(h, firstH, t, tile, q);
    float[] out = r[5];
    RecurrentLoops.mix(update, q, candidate, out, n);
    if (mask != null) {
      keepMasked(t, tile, q, out);
    }
    store(out, t, tile, h);
  }

  /** A gate's share of a row, once for each row of a tile. */
  private void loadRow(FloatBuffer from, Tile tile, int gateNumber, float[] to) {
    for (int i = 0; i < tile.rows(); i++) {
      from.get(gateNumber * units + tile.column(), to, i * tile.columns(), tile.columns());
    }
  }
}
