package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Port;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Room for one batch in the Java heap, filled again and again with rows of a data set. */
final class Batch {
  private final List<Tensor> sources = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Object[] rows;
  private final int[] rowSizes;
  private int count;

  Batch(Dataset dataset, int capacity) {
    dataset.inputs().forEach((name, tensor) -> add(name, tensor));
    dataset.targets().forEach((name, tensor) -> add(TrainingGraph.TARGET + name, tensor));
    dataset.sampleWeights().ifPresent(weights -> add(TrainingGraph.SAMPLE_WEIGHT, weights));
    rows = new Object[sources.size()];
    rowSizes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Tensor source = sources.get(i);
      rows[i] = Tensor.zeros(source.type().withShape(source.shape().with(0, capacity))).array();
      rowSizes[i] = source.shape().withoutBatch().elements();
    }
  }

  private void add(String name, Tensor tensor) {
    names.add(name);
    sources.add(tensor);
  }

  /** Copies the examples {@code order[from]} … {@code order[from + count − 1]}. */
  void fill(int[] order, int from, int count) {
    this.count = count;
    for (int i = 0; i < rows.length; i++) {
      Object source = sources.get(i).array();
      int size = rowSizes[i];
      for (int row = 0; row < count; row++) {
        System.arraycopy(source, order[from + row] * size, rows[i], row * size, size);
      }
    }
  }

  /** Number of examples in it. */
  int count() {
    return count;
  }

  /** Bytes of one example, roughly. */
  long bytesPerExample() {
    long bytes = 0;
    for (int i = 0; i < rows.length; i++) {
      bytes += (long) rowSizes[i] * sources.get(i).dtype().bytes();
    }
    return bytes;
  }

  /** The places in an executable where this batch goes. */
  Port[] ports(Executable executable) {
    return names.stream().map(executable::input).toArray(Port[]::new);
  }

  /** Writes the batch into an executable of its size. */
  void writeTo(Port[] ports) {
    for (int i = 0; i < ports.length; i++) {
      switch (sources.get(i).dtype()) {
        case FLOAT32 -> ports[i].write((float[]) rows[i], 0);
        case FLOAT64 -> ports[i].write((double[]) rows[i], 0);
        case INT32 -> ports[i].write((int[]) rows[i], 0);
        case BOOL -> ports[i].write((boolean[]) rows[i], 0);
      }
    }
  }

  /** Whether it has a part of that name. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** A copy of a named part, as a tensor: for metrics. */
  Tensor copy(String name) {
    int i = names.indexOf(name);
    Tensor source = sources.get(i);
    Tensor copy = Tensor.zeros(source.type().withShape(source.shape().with(0, count)));
    System.arraycopy(rows[i], 0, copy.array(), 0, copy.size());
    return copy;
  }
}
