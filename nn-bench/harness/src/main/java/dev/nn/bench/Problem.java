package dev.nn.bench;

import java.util.Random;

/**
 * The data and the initial weights of a workload: the same numbers for every contender.
 *
 * <p>Inputs are standard normal and labels uniform. Several batches take turns, because with a
 * single one the gradients soon vanish and the optimizer's state sinks into denormal numbers, which
 * changes what is measured.
 *
 * @param inputs a row-major {@code [batch, features]} array per batch
 * @param labels a class per sample, per batch
 * @param kernels a row-major {@code [in, out]} array per layer, Glorot uniform
 */
public record Problem(float[][] inputs, int[][] labels, float[][] kernels) {

  /** Draws the numbers; the same ones at every call. */
  public static Problem of(Workload workload) {
    Random random = new Random(42);
    float[][] kernels = new float[workload.layers()][];
    for (int layer = 0; layer < kernels.length; layer++) {
      int in = workload.inputs(layer);
      int out = workload.outputs(layer);
      double limit = Math.sqrt(6.0 / (in + out));
      kernels[layer] = new float[in * out];
      for (int i = 0; i < kernels[layer].length; i++) {
        kernels[layer][i] = (float) ((2 * random.nextDouble() - 1) * limit);
      }
    }
    float[][] inputs = new float[workload.batches()][workload.batch() * workload.features()];
    int[][] labels = new int[workload.batches()][workload.batch()];
    for (int batch = 0; batch < inputs.length; batch++) {
      for (int i = 0; i < inputs[batch].length; i++) {
        inputs[batch][i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < labels[batch].length; i++) {
        labels[batch][i] = random.nextInt(workload.classes());
      }
    }
    return new Problem(inputs, labels, kernels);
  }

  /** The labels of a batch as rows with a single one. */
  public float[] oneHot(int batch, int classes) {
    float[] rows = new float[labels[batch].length * classes];
    for (int i = 0; i < labels[batch].length; i++) {
      rows[i * classes + labels[batch][i]] = 1;
    }
    return rows;
  }

  /** Mean cross-entropy of a batch's row-major {@code [batch, classes]} probabilities. */
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
