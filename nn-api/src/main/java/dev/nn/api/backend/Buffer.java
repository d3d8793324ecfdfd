package dev.nn.api.backend;

import dev.nn.api.tensor.TensorType;

/**
 * A dense, row-major piece of memory.
 *
 * @param region the memory it lies in
 * @param offset bytes from the region's start; a multiple of the element size, and of 64 in the
 *     arena unless it is part of another buffer
 * @param type what it holds
 */
public record Buffer(Region region, long offset, TensorType type) {
  /** Kinds of memory. */
  public enum Region {
    /** Scratch memory of one plan: inputs, intermediate values, outputs. */
    ARENA,
    /** Values fixed at compile time. */
    CONSTANT,
    /**
     * Variables of role {@link dev.nn.api.op.Variable.Role#PARAMETER}, shared by all plans of a
     * model.
     */
    PARAMETER,
    /** Variables of role {@link dev.nn.api.op.Variable.Role#FROZEN}. */
    FROZEN,
    /** Variables of role {@link dev.nn.api.op.Variable.Role#STATE}. */
    STATE,
    /** Variables of role {@link dev.nn.api.op.Variable.Role#OPTIMIZER}. */
    OPTIMIZER
  }

  /** First byte after it. */
  public long end() {
    return offset + type.bytes();
  }

  /** Whether they share memory. */
  public boolean overlaps(Buffer other) {
    return region == other.region && offset < other.end() && other.offset < end();
  }

  /** Such as {@code arena+4096:float32[128, 64]}. */
  @Override
  public String toString() {
    return region.name().toLowerCase(java.util.Locale.ROOT) + "+" + offset + ":" + type;
  }
}
