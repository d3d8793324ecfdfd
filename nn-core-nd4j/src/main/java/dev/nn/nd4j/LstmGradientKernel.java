package dev.nn.nd4j;

import dev.nn.api.op.LstmSequenceGradient;
import java.nio.FloatBuffer;

/** {@link LstmSequenceGradient}; what goes back through the product is ∂z. */
final class LstmGradientKernel extends BackwardSequenceKernel {
  private static final int REGISTERS = 9;

  private final FloatBuffer dh;
  private final FloatBuffer dc;
  private final FloatBuffer c;
  private final FloatBuffer gate;
  private final FloatBuffer firstC;
  private final FloatBuffer dz;
  private final FloatBuffer firstDh;
  private final FloatBuffer firstDc;
  // What comes back to c at each row, and to h past the product, at rows that do not count.
  private final float[] backC;
  private final float[] backH;

  LstmGradientKernel(Binding at) {
    this(at, (LstmSequenceGradient) at.instruction().op());
  }

  private LstmGradientKernel(Binding at, LstmSequenceGradient op) {
    super(at, 3, op.masked(), REGISTERS, at.output(0), op.initial() ? at.output(1) : null);
    dh = at.floatInput(0);
    dc = at.floatInput(1);
    c = at.floatInput(2);
    gate = at.floatInput(3);
    firstC = op.initial() ? at.floatInput(5) : null;
    dz = at.floatOutput(0);
    firstDh = op.initial() ? at.floatOutput(1) : null;
    firstDc = op.initial() ? at.floatOutput(2) : null;
    backC = new float[batch * units];
    backH = mask == null ? null : new float[batch * units];
  }

  @Override
  void step(int t, Tile tile, Workspace workspace) {
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

  @Override
  void finish(Tile tile, Workspace workspace) {
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
