package dev.nn.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The data and the initial weights of a workload: the same numbers for every contender.
 *
 * <p>Inputs are drawn as {@link Input} says and labels uniform. Several batches take turns, because
 * with a single one the gradients soon vanish and the optimizer's state sinks into denormal
 * numbers, which changes what is measured.
 *
 * @param inputs a row-major {@code [batch, ...]} array per batch
 * @param labels a class per sample or, in sequences, per step {@code [batch, time]}, per batch
 * @param parameters of each layer, by name, row-major
 */
public record Problem(float[][] inputs, int[][] labels, List<Map<String, float[]>> parameters) {

  /** Draws the numbers; the same ones at every call. */
  public static Problem of(Workload workload) {
    Random random = new Random(42);
    List<Map<String, float[]>> parameters = new ArrayList<>();
    for (int layer = 0; layer < workload.layers().size(); layer++) {
      Map<String, float[]> values = new LinkedHashMap<>();
      for (Parameter parameter : workload.parameters(layer)) {
        values.put(parameter.name(), parameter.draw(random));
      }
      parameters.add(values);
    }
    float[][] inputs = new float[workload.batches()][];
    int[][] labels = new int[workload.batches()][workload.batch() * workload.labelsPerSample()];
    for (int batch = 0; batch < inputs.length; batch++) {
      inputs[batch] = workload.input().draw(workload.batch(), random);
      for (int i = 0; i < labels[batch].length; i++) {
        labels[batch][i] = random.nextInt(workload.classes());
      }
    }
    return new Problem(inputs, labels, parameters);
  }

  /** The labels of a batch as rows with a single one. */
  public float[] oneHot(int batch, int classes) {
    float[] rows = new float[labels[batch].length * classes];
    for (int i = 0; i < labels[batch].length; i++) {
      rows[i * classes + labels[batch][i]] = 1;
    }
    return rows;
  }

  /** Mean cross-entropy of a batch's row-major {@code [..., classes]} probabilities. */
  public double crossEntropy(int batch, float[] probabilities) {
    int samples = labels[batch].length;
    int classes = probabilities.length / samples;
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      sum -= Math.log(probabilities[i * classes + labels[batch][i]]);
    }
    return sum / samples;
  }
}
