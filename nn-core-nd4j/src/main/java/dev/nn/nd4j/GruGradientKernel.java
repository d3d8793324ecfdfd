package dev.nn.nd4j;

import dev.nn.api.op.GruSequenceGradient;
import java.nio.FloatBuffer;

/** {@link GruSequenceGradient}; what goes back through the product is ∂q. */
final class GruGradientKernel extends BackwardSequenceKernel {
  private static final int REGISTERS = 9;

  private final FloatBuffer dh;
  private final FloatBuffer h;
  private final FloatBuffer gate;
  private final FloatBuffer inner;
  private final FloatBuffer firstH;
  private final FloatBuffer da;
  private final FloatBuffer dq;
  private final FloatBuffer firstDh;
  // What comes back to h past the product.
  private final float[] back;

  GruGradientKernel(Binding at) {
    this(at, (GruSequenceGradient) at.instruction().op());
  }

  private GruGradientKernel(Binding at, GruSequenceGradient op) {
    super(at, 2, op.masked(), REGISTERS, at.output(1), op.initial() ? at.output(2) : null);
    dh = at.floatInput(0);
    h = at.floatInput(1);
    gate = at.floatInput(2);
    inner = at.floatInput(3);
    firstH = op.initial() ? at.floatInput(5) : null;
    da = at.floatOutput(0);
    dq = at.floatOutput(1);
    firstDh = op.initial() ? at.floatOutput(2) : null;
    back = new float[batch * units];
  }

  @Override
  void step(int t, Tile tile, Workspace workspace) {
    float[][] r = workspace.floats;
    int n = tile.size();
    float[] update = r[0];
    float[] reset = r[1];
    float[] candidate = r[2];
    float[] total = r[3];
    float[] spare = r[4];
    float[] dCandidate = r[5];
    for (int k = 0; k < 3; k++) {
      load(gate, t, tile, k, r[k]);
    }
    load(dh, t, tile, total);
    if (t < time - 1) {
      load(dq, t, tile, 0, spare);
      Loops.add(total, spare, total, n);
      loadKept(back, tile, spare);
      Loops.add(total, spare, total, n);
    }
    Loops.multiply(total, update, spare, n);
    if (mask != null) {
      keepMasked(t, tile, total, spare);
    }
    keep(spare, tile, back);
    RecurrentLoops.complement(update, spare, n);
    RecurrentLoops.throughTanh(total, spare, candidate, dCandidate, n);
    loadBefore(h, firstH, t, tile, spare);
    Loops.subtract(spare, candidate, spare, n);
    RecurrentLoops.throughSigmoid(total, spare, update, update, n);
    Loops.multiply(dCandidate, reset, total, n);
    load(inner, t, tile, spare);
    RecurrentLoops.throughSigmoid(dCandidate, spare, reset, reset, n);
    if (mask != null) {
      clearMasked(t, tile, update);
      clearMasked(t, tile, reset);
      clearMasked(t, tile, dCandidate);
      clearMasked(t, tile, total);
    }
    store(update, t, tile, 0, da);
    store(reset, t, tile, 1, da);
    store(dCandidate, t, tile, 2, da);
    store(update, t, tile, 0, dq);
    store(reset, t, tile, 1, dq);
    store(total, t, tile, 2, dq);
  }

  @Override
  void finish(Tile tile, Workspace workspace) {
    float[] x = workspace.floats[0];
    float[] y = workspace.floats[1];
    load(firstDh, 0, tile, x);
    loadKept(back, tile, y);
    Loops.add(x, y, x, tile.size());
    store(x, 0, tile, firstDh);
  }
}
