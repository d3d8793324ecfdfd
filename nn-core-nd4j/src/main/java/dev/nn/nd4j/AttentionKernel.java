package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.op.ScaledDotProductAttentionGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Attention of float32 heads and its gradient, head by head: the scores of one head stay in the
 * second-level cache, and BLAS reads queries, keys and values where they lie, so that nothing is
 * transposed. Heads are dealt out to the threads.
 */
abstract class AttentionKernel implements Kernel, Workers.Job {
  private static final int TILE = Workspace.TILE;
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 30.0; // Small products.
  private static final double NANOS_PER_WEIGHT = 2;
  private static final float UNSEEN = -1e9f;

  final Workers workers;
  final Workspace[] workspaces;
  final float scale;
  final boolean causal;
  final int batch;
  final int heads;
  final int groups;
  final int t;
  final int s;
  final int d;
  final int e;
  final FloatPointer[] queries;
  final FloatPointer[] keys;
  final FloatPointer[] values;
  final FloatBuffer factors;
  private final ByteBuffer mask;
  private final int maskedQueries;

  /** Whether rows of scores fit into a tile. */
  static boolean covers(List<TensorType> inputs) {
    int s = inputs.get(1).shape().size(1);
    return inputs.get(0).dtype() == DataType.FLOAT32
        && s <= TILE
        && inputs.subList(0, 3).stream().allMatch(type -> type.shape().elements() > 0);
  }

  static Kernel forward(Binding binding) {
    return new Forward(binding, (ScaledDotProductAttention) binding.instruction().op());
  }

  static Kernel backward(Binding binding) {
    return new Backward(binding, (ScaledDotProductAttentionGradient) binding.instruction().op());
  }

  private AttentionKernel(
      Binding binding, double scale, boolean causal, boolean masked, boolean dropped) {
    workers = binding.workers();
    workspaces = binding.workspaces();
    this.scale = (float) scale;
    this.causal = causal;
    Shape q = binding.inputType(0).shape();
    batch = q.size(0);
    t = q.size(1);
    heads = q.size(2);
    d = q.size(3);
    s = binding.inputType(1).shape().size(1);
    groups = binding.inputType(1).shape().size(2);
    e = binding.inputType(2).shape().size(3);
    queries = heads(binding, binding.input(0));
    keys = heads(binding, binding.input(1));
    values = heads(binding, binding.input(2));
    mask = masked ? binding.byteInput(3) : null;
    maskedQueries = masked ? binding.inputType(3).shape().size(1) : 0;
    factors = dropped ? binding.floatInput(masked ? 4 : 3) : null;
    for (Workspace workspace : workspaces) {
      workspace.reserve(2);
    }
  }

  /** Where the heads of [batch, n, heads, size] begin, in the order of [batch, heads]. */
  static FloatPointer[] heads(Binding binding, Buffer buffer) {
    Shape shape = buffer.type().shape();
    int heads = shape.size(2);
    FloatPointer[] starts = new FloatPointer[shape.size(0) * heads];
    for (int i = 0; i < starts.length; i++) {
      long example = (long) (i / heads) * shape.size(1) * heads * shape.size(3);
      starts[i] = binding.regions().floatPointer(buffer, example + (i % heads) * shape.size(3));
    }
    return starts;
  }

  /** Where the matrices of [batch, heads, t, s] begin. */
  FloatPointer[] matrices(Binding binding, Buffer buffer) {
    FloatPointer[] starts = new FloatPointer[batch * heads];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = binding.regions().floatPointer(buffer, (long) i * t * s);
    }
    return starts;
  }

  /** Into how many parts to cut {@code count} jobs that multiply so many matrices per head. */
  int parts(int count, int products) {
    double each = (double) t * s * Math.max(d, e) * products * NANOS_PER_MULTIPLY_ADD;
    double all = batch * heads * (each + t * s * NANOS_PER_WEIGHT);
    return Math.min(count, workers.partsFor(all));
  }

  /** Keys and values of a head. */
  int groupOf(int head) {
    return head / heads * groups + head % heads / (heads / groups);
  }

  /** Whether keys after the query need not even be looked at. */
  int seen(int query) {
    return causal && mask == null ? Math.min(s, query + 1) : s;
  }

  /** Puts a number where query {@code query} of a head does not see a key. */
  void hide(float[] row, int from, int head, int query, float unseen, Workspace workspace) {
    if (mask == null) {
      if (causal && query + 1 < s) {
        Arrays.fill(row, from + query + 1, from + s, unseen);
      }
      return;
    }
    byte[] truth = workspace.bytes;
    int example = head / heads;
    mask.get((example * maskedQueries + (maskedQueries == 1 ? 0 : query)) * s, truth, 0, s);
    for (int j = 0; j < s; j++) {
      if (truth[j] == 0 || causal && j > query) {
        row[from + j] = unseen;
      }
    }
  }

  /** p = softmax(scale·q·kᵀ) and y = (p∘m)·v. */
  private static final class Forward extends AttentionKernel {
    private final FloatPointer[] weights;
    private final FloatPointer[] outputs;
    private final FloatBuffer p;
    private final Blas.Sizes scoring;
    private final Blas.Sizes averaging;
    private final int parts;

    Forward(Binding binding, ScaledDotProductAttention op) {
      super(binding, op.scale(), op.causal(), op.masked(), op.dropped());
      outputs = heads(binding, binding.output(0));
      weights = matrices(binding, binding.output(1));
      p = binding.floatOutput(1);
      scoring = new Blas.Sizes(t, s, d, false, true, heads * d, groups * d, s);
      averaging = new Blas.Sizes(t, e, s, false, false, s, groups * e, heads * e);
      parts = parts(batch * heads, 2);
      for (Workspace workspace : workspaces) {
        if (op.dropped()) {
          workspace.columns.reserve(4L * t * s);
        }
      }
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int count = batch * heads;
      int end = (int) ((long) count * (part + 1) / parts);
      Workspace workspace = workspaces[worker];
      for (int head = (int) ((long) count * part / parts); head < end; head++) {
        int group = groupOf(head);
        Blas.multiply(scoring, 0, queries[head], keys[group], weights[head]);
        int step = TILE / s;
        for (int query = 0; query < t; query += step) {
          softmax(head, query, Math.min(step, t - query), workspace);
        }
        FloatPointer kept = weights[head];
        if (factors != null) {
          kept = (FloatPointer) workspace.columns.pointer(DataType.FLOAT32);
          kept.position(0);
        }
        Blas.multiply(averaging, 0, kept, values[group], outputs[head]);
      }
    }

    private void softmax(int head, int query, int count, Workspace workspace) {
      float[] z = workspace.floats[0];
      int start = (head * t + query) * s;
      p.get(start, z, 0, count * s);
      Loops.multiplyScalar(z, scale, z, count * s);
      for (int i = 0; i < count; i++) {
        hide(z, i * s, head, query + i, UNSEEN, workspace);
        int seen = seen(query + i);
        add(z, i * s, seen, -Loops.max(z, i * s, seen));
      }
      Functions.exp(z, z, count * s, workspace);
      for (int i = 0; i < count; i++) {
        scale(z, i * s, s, 1 / Loops.sum(z, i * s, seen(query + i)));
      }
      p.put(start, z, 0, count * s);
      if (factors != null) {
        float[] m = workspace.floats[1];
        factors.get(start, m, 0, count * s);
        Loops.multiply(z, m, z, count * s);
        workspace.columns.floats().put(query * s, z, 0, count * s);
      }
    }

    private static void add(float[] x, int from, int n, float y) {
      for (int i = from; i < from + n; i++) {
        x[i] += y;
      }
    }

    private static void scale(float[] x, int from, int n, float y) {
      for (int i = from; i < from + n; i++) {
        x[i] *= y;
      }
    }
  }

  /** ∂q, ∂k and ∂v; the heads of a group one after the other, since they share ∂k and ∂v. */
  private static final class Backward extends AttentionKernel {
    private final FloatPointer[] weights;
    private final FloatPointer[] gradients;
    private final FloatPointer[] dq;
    private final FloatPointer[] dk;
    private final FloatPointer[] dv;
    private final FloatBuffer p;
    private final Blas.Sizes ofWeights;
    private final Blas.Sizes ofValues;
    private final Blas.Sizes ofQueries;
    private final Blas.Sizes ofKeys;
    private final int parts;

    Backward(Binding binding, ScaledDotProductAttentionGradient op) {
      super(binding, op.scale(), op.causal(), op.masked(), op.dropped());
      int given = binding.instruction().inputs().size();
      weights = matrices(binding, binding.input(given - 2));
      p = binding.floatInput(given - 2);
      gradients = heads(binding, binding.input(given - 1));
      dq = heads(binding, binding.output(0));
      dk = heads(binding, binding.output(1));
      dv = heads(binding, binding.output(2));
      ofWeights = new Blas.Sizes(t, s, e, false, true, heads * e, groups * e, s);
      ofValues = new Blas.Sizes(s, e, t, true, false, s, heads * e, groups * e);
      ofQueries = new Blas.Sizes(t, d, s, false, false, s, groups * d, heads * d);
      ofKeys = new Blas.Sizes(s, d, t, true, false, s, heads * d, groups * d);
      parts = parts(batch * groups, 4);
      for (Workspace workspace : workspaces) {
        workspace.columns.reserve(4L * t * s);
        if (op.dropped()) {
          workspace.partial.reserve(4L * t * s);
        }
      }
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int count = batch * groups;
      int end = (int) ((long) count * (part + 1) / parts);
      int sharing = heads / groups;
      for (int group = (int) ((long) count * part / parts); group < end; group++) {
        int first = group / groups * heads + group % groups * sharing;
        for (int i = 0; i < sharing; i++) {
          head(first + i, group, i == 0 ? 0 : 1, workspaces[worker]);
        }
      }
    }

    /** Adds to ∂k and ∂v if {@code beta} is 1. */
    private void head(int head, int group, double beta, Workspace workspace) {
      FloatPointer scores = (FloatPointer) workspace.columns.pointer(DataType.FLOAT32);
      scores.position(0);
      Blas.multiply(ofWeights, 0, gradients[head], values[group], scores);
      int step = TILE / s;
      for (int query = 0; query < t; query += step) {
        scores(head, query, Math.min(step, t - query), workspace);
      }
      FloatPointer kept = weights[head];
      if (factors != null) {
        kept = (FloatPointer) workspace.partial.pointer(DataType.FLOAT32);
        kept.position(0);
      }
      Blas.multiply(ofValues, beta, kept, gradients[head], dv[group]);
      Blas.multiply(ofQueries, 0, scores, keys[group], dq[head]);
      Blas.multiply(ofKeys, beta, scores, queries[head], dk[group]);
    }

    /** Turns ∂(p∘m) into scale·∂scores, and keeps p∘m if there are factors. */
    private void scores(int head, int query, int count, Workspace workspace) {
      float[] g = workspace.floats[0];
      float[] y = workspace.floats[1];
      FloatBuffer memory = workspace.columns.floats();
      int start = (head * t + query) * s;
      memory.get(query * s, g, 0, count * s);
      p.get(start, y, 0, count * s);
      if (factors != null) {
        float[] m = workspace.scratch;
        factors.get(start, m, 0, count * s);
        Loops.multiply(g, m, g, count * s);
        Loops.multiply(y, m, m, count * s);
        workspace.partial.floats().put(query * s, m, 0, count * s);
      }
      for (int i = 0; i < count; i++) {
        combine(g, y, i * s, s, Loops.dot(g, i * s, y, i * s, s), scale);
        hide(g, i * s, head, query + i, 0, workspace);
      }
      memory.put(query * s, g, 0, count * s);
    }

    /** p·(g − total)·scale. */
    private static void combine(float[] g, float[] p, int from, int n, float total, float scale) {
      for (int i = from; i < from + n; i++) {
        g[i] = p[i] * (g[i] - total) * scale;
      }
    }
  }
}
