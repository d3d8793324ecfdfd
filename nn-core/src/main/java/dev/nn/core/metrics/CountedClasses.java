package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Optional;
import java.util.function.Function;

/** A measure of the numbers of rows by true and predicted class. */
record CountedClasses(ClassCounts counts, Function<ClassCounts, Tensor> measure)
    implements Metric.Accumulator {
  CountedClasses(Function<ClassCounts, Tensor> measure) {
    this(new ClassCounts(), measure);
  }

  /** A single number; NaN if nothing was seen. */
  static CountedClasses scalar(Function<ClassCounts, Double> measure) {
    return new CountedClasses(
        counts ->
            Tensor.scalar(
                DataType.FLOAT64, counts.classes() == 0 ? Double.NaN : measure.apply(counts)));
  }

  @Override
  public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    counts.update(predictions, targets, sampleWeights);
  }

  @Override
  public Tensor result() {
    return measure.apply(counts);
  }
}
