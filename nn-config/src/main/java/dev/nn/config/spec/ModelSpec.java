package dev.nn.config.spec;

import java.util.List;

/**
 * Layers in a DAG.
 *
 * @param inputs what is fed in, at least one
 * @param layers in an order in which each comes after what it reads
 * @param outputs what is read out and trained, at least one
 */
public record ModelSpec(List<InputSpec> inputs, List<LayerSpec> layers, List<OutputSpec> outputs) {
  /** Copies the lists. */
  public ModelSpec {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
  }
}
