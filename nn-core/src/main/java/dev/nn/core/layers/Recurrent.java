package dev.nn.core.layers;

import dev.nn.api.layer.MergeLayer;

/** A layer that walks over the time steps of a sequence and carries a state along. */
public interface Recurrent extends MergeLayer {
  /** How it walks. */
  SequenceOptions sequence();
}
