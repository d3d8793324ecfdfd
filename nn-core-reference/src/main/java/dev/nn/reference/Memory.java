package dev.nn.reference;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/** The bytes of every region a plan uses. */
final class Memory {
  private final Map<Buffer.Region, ByteBuffer> regions = new EnumMap<>(Buffer.Region.class);

  /** Adds a region of zeros. */
  void allocate(Buffer.Region region, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new BackendException(
          "the reference backend holds at most 2 GiB per region, the model needs "
              + bytes
              + " bytes of "
              + region
              + " memory; choose another backend or a smaller batch");
    }
    try {
      regions.put(region, ByteBuffer.allocate((int) bytes).order(ByteOrder.nativeOrder()));
    } catch (OutOfMemoryError e) {
      throw new BackendException(
          "not enough heap for " + bytes + " bytes of " + region + " memory; raise -Xmx", e);
    }
  }

  /** Sets every byte of a region to 0xFF, which reads as NaN, −1 or true. */
  void poison(Buffer.Region region) {
    ByteBuffer bytes = regions.get(region);
    for (int i = 0; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) 0xFF);
    }
  }

  /** Makes all regions of another memory visible here. */
  void share(Memory other) {
    regions.putAll(other.regions);
  }

  /** The elements of a buffer. */
  Window window(Buffer buffer) {
    ByteBuffer region = regions.get(buffer.region());
    if (region == null || buffer.offset() < 0 || buffer.end() > region.capacity()) {
      throw new BackendException(
          "buffer "
              + buffer
              + " ends at byte "
              + buffer.end()
              + ", its region has "
              + (region == null ? 0 : region.capacity()));
    }
    if (buffer.offset() % buffer.type().dtype().bytes() != 0) {
      throw new BackendException("buffer " + buffer + " starts at no multiple of its element size");
    }
    ByteBuffer part = region.slice((int) buffer.offset(), (int) buffer.type().bytes());
    return Window.over(buffer.type(), part.order(ByteOrder.nativeOrder()));
  }
}
