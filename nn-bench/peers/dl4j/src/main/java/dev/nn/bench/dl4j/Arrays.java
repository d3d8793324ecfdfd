package dev.nn.bench.dl4j;

import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A workload's numbers in Deeplearning4j's layouts: sequences are {@code [batch, features, time]}.
 */
final class Arrays {

  private Arrays() {}

  static INDArray inputs(Workload workload, Problem problem, int batch) {
    long[] shape =
        LongStream.concat(
                LongStream.of(workload.batch()),
                workload.input().shape().stream().mapToLong(Integer::longValue))
            .toArray();
    INDArray values = Nd4j.createFromArray(problem.inputs()[batch]).reshape('c', shape);
    return shape.length == 3 ? timeLast(values) : values;
  }

  /** Rows with a single one. */
  static INDArray labels(Workload workload, Problem problem, int batch) {
    INDArray rows = Nd4j.createFromArray(problem.oneHot(batch, workload.classes()));
    return workload.labelsPerSample() == 1
        ? rows.reshape('c', workload.batch(), workload.classes())
        : timeLast(
            rows.reshape('c', workload.batch(), workload.labelsPerSample(), workload.classes()));
  }

  private static INDArray timeLast(INDArray sequences) {
    return sequences.permute(0, 2, 1).dup('f');
  }

  /** Row-major {@code [..., classes]}. */
  static float[] probabilities(INDArray output) {
    INDArray rows = output.rank() == 3 ? output.permute(0, 2, 1) : output;
    return rows.dup('c').ravel().toFloatVector();
  }
}
