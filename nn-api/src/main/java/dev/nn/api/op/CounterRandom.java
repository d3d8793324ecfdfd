package dev.nn.api.op;

/**
 * Random numbers by position instead of by history: number i of a stream is a hash of (seed, step,
 * stream, i). The hash is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014), applied once
 * to the key and once to each position.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** The state of one stream at one step. */
  public static long key(int seed, int step, int stream) {
    return mix(mix(((long) seed << 32) | (step & 0xFFFFFFFFL)) + stream * GOLDEN);
  }

  /** Even over [0, 1), a multiple of 2⁻²⁴, so that float32 holds it exactly. */
  public static float uniform(long key, int index) {
    return (mix(key + index * GOLDEN) >>> 40) * 0x1p-24f;
  }

  /**
   * Mean 0, standard deviation 1, by Box and Muller. {@code StrictMath}, so that every JVM draws
   * the same.
   */
  public static float normal(long key, int index) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * index)));
    return (float) (radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * index + 1)));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
