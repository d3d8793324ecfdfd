package dev.nn.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packs storages into one stretch of memory: the largest first, each into the lowest gap that is
 * free during its lifetime. Greedy by size comes within a few percent of the best for networks
 * (Pisarchyk and Lee, 2020).
 */
final class Arena {
  /** A cache line, and the widest vector register. */
  private static final long ALIGNMENT = 64;

  private Arena() {}

  /**
   * Gives each storage its offset.
   *
   * @param reuse whether storages whose lifetimes do not meet may share memory
   * @return bytes in all
   */
  static long assign(List<Storage> storages, boolean reuse) {
    List<Storage> order = new ArrayList<>(storages);
    if (reuse) {
      order.sort(Comparator.comparingLong(Storage::bytes).reversed());
    }
    List<Storage> byOffset = new ArrayList<>();
    long end = 0;
    for (Storage storage : order) {
      long offset = reuse ? lowestGap(storage, byOffset) : end;
      storage.placeAt(offset);
      end = Math.max(end, offset + align(storage.bytes()));
      if (reuse) {
        byOffset.add(after(offset, byOffset), storage);
      }
    }
    return end;
  }

  /** Where in the list the first storage beyond an offset stands. */
  private static int after(long offset, List<Storage> byOffset) {
    int low = 0;
    int high = byOffset.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (byOffset.get(middle).offset() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long lowestGap(Storage storage, List<Storage> byOffset) {
    long candidate = 0;
    for (Storage other : byOffset) {
      if (other.lives(storage)) {
        if (candidate + align(storage.bytes()) <= other.offset()) {
          return candidate;
        }
        candidate = Math.max(candidate, other.offset() + align(other.bytes()));
      }
    }
    return candidate;
  }

  private static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
