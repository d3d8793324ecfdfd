package dev.nn.core.plan;

import dev.nn.api.backend.Buffer;

/**
 * A piece of memory while it is being planned: either a root, which gets a place of its own, or
 * part of another storage.
 */
final class Storage {
  private final Buffer.Region region;
  private final long bytes;
  private Storage parent;
  private long offset;
  private boolean fixed;
  private int first = Integer.MAX_VALUE;
  private int last = -1;

  Storage(Buffer.Region region, long bytes) {
    this.region = region;
    this.bytes = bytes;
  }

  long bytes() {
    return bytes;
  }

  Storage root() {
    return parent == null ? this : parent.root();
  }

  Buffer.Region region() {
    return root().region;
  }

  /** Bytes from the start of the region. */
  long offset() {
    return parent == null ? offset : parent.offset() + offset;
  }

  /** Gives a root its place. */
  void placeAt(long offset) {
    this.offset = offset;
  }

  /** Gives it a place that is not ours to choose. */
  void fixAt(long offset) {
    this.offset = offset;
    this.fixed = true;
  }

  /** Keeps it alive, and apart, for the whole run: the caller writes it before the run. */
  void pin() {
    fixed = true;
    first = -1;
    last = Integer.MAX_VALUE;
  }

  /** Whether it can still become part of another, or be taken over. */
  boolean canMove() {
    return parent == null && !fixed && region == Buffer.Region.ARENA;
  }

  /** Makes it part of another storage, {@code offset} bytes from that one's start. */
  void moveInto(Storage whole, long offset) {
    this.parent = whole;
    this.offset = offset;
    whole.root().first = Math.min(whole.root().first, first);
    whole.root().last = Math.max(whole.root().last, last);
  }

  /** Whether they share memory. Roots of the arena have no place yet, so only equal ones do. */
  boolean overlaps(Storage other) {
    if (region() != other.region()) {
      return false;
    }
    if (region() == Buffer.Region.ARENA && root() != other.root()) {
      return false;
    }
    return offset() < other.offset() + other.bytes && other.offset() < offset() + bytes;
  }

  void use(int step) {
    first = Math.min(first, step);
    useUntil(step);
  }

  void useUntil(int step) {
    last = Math.max(last, step);
  }

  /** Last step that touches it. */
  int last() {
    return last;
  }

  boolean lives(Storage other) {
    return first <= other.last && other.first <= last;
  }
}
