package dev.nn.core.layers;

import dev.nn.api.graph.Value;

/** Where a sequence has its channels. Images have them first, always. */
public enum DataFormat {
  /** {@code [batch, channels, length]}. */
  CHANNELS_FIRST,
  /** {@code [batch, length, channels]}, as recurrent layers and embeddings have it. */
  CHANNELS_LAST;

  /** Axis of the channels. */
  int channels() {
    return this == CHANNELS_FIRST ? 1 : 2;
  }

  /** Axis of the steps. */
  int steps() {
    return 3 - channels();
  }

  /** A sequence with the channels first, or one with the channels first as this has it. */
  Value turned(Value x) {
    return this == CHANNELS_FIRST ? x : x.transpose(0, 2, 1);
  }
}
