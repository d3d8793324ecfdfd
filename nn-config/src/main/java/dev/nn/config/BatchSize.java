package dev.nn.config;

import dev.nn.config.registry.RecordType;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The size of the batch with which shapes are looked at. Any would do; one that does not occur in
 * the network can be told from other sizes in a message, and put as "batch".
 */
final class BatchSize {
  /** A size that is hardly ever written. */
  static final int USUAL = 13;

  private BatchSize() {}

  /** Whether the usual size is written in the network, so that a message could confuse them. */
  static boolean isWrittenIn(Network network) {
    return isWritten(USUAL, network);
  }

  /** The first size from the usual one on that is not written in the network. */
  static int notWrittenIn(Network network) {
    return IntStream.iterate(USUAL, size -> size + 1)
        .filter(size -> !isWritten(size, network))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isWritten(int size, Network network) {
    return network.inputs().stream()
            .anyMatch(input -> input.example().shape().toList().contains(size))
        || areWritten(size, network.layers());
  }

  private static boolean areWritten(int size, List<Network.Node> layers) {
    return layers.stream()
        .map(Network.Node::layer)
        .anyMatch(
            layer ->
                layer instanceof Block block
                    ? areWritten(size, block.layers())
                    : isWritten(size, layer));
  }

  private static boolean isWritten(int size, Object value) {
    if (value instanceof Integer number) {
      return number == size;
    }
    if (value instanceof Optional<?> optional) {
      return optional.filter(inner -> isWritten(size, inner)).isPresent();
    }
    if (value instanceof Collection<?> items) {
      return items.stream().anyMatch(item -> isWritten(size, item));
    }
    return value instanceof Record
        && RecordType.of(value.getClass()).components().stream()
            .anyMatch(key -> isWritten(size, RecordType.read(key, value)));
  }
}
