package dev.nn.core.inspect;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long a value lies in a plan's arena.
 *
 * @param buffer where
 * @param from number of the instruction that writes it, from 0; −1 if the caller does, before the
 *     run
 * @param to number of the last instruction that reads it, {@code from} if none does; the number of
 *     instructions if the caller does, after the run
 */
public record Lifetime(Buffer buffer, int from, int to) {
  /** All values in the arena, in the order in which they are written. */
  public static List<Lifetime> of(Plan plan) {
    List<Lifetime> done = new ArrayList<>();
    List<Lifetime> alive = new ArrayList<>();
    plan.inputs().values().stream().filter(Lifetime::inArena).forEach(b -> begin(b, -1, alive));
    int number = 0;
    for (Instruction instruction : plan.instructions()) {
      for (Buffer read : instruction.inputs()) {
        use(read, number, alive);
      }
      for (Buffer written : instruction.outputs()) {
        if (inArena(written)) {
          // What lay there is gone now, even if only part of it was written over.
          alive.stream().filter(value -> value.buffer().overlaps(written)).forEach(done::add);
          alive.removeIf(value -> value.buffer().overlaps(written));
          begin(written, number, alive);
        }
      }
      number++;
    }
    for (Map.Entry<String, Buffer> output : plan.outputs().entrySet()) {
      use(output.getValue(), number, alive);
    }
    done.addAll(alive);
    done.sort(
        Comparator.comparingInt(Lifetime::from)
            .thenComparingLong(value -> value.buffer().offset()));
    return done;
  }

  /**
   * The most bytes that are needed at once: what no packing could go below. A value that is written
   * over what its instruction reads needs none of its own.
   */
  public static long peak(Plan plan) {
    List<Lifetime> all =
        of(plan).stream()
            .sorted(Comparator.comparingLong(value -> value.buffer().offset()))
            .toList();
    return IntStream.rangeClosed(-1, plan.instructions().size())
        .mapToLong(at -> covered(all.stream().filter(value -> value.lives(at)).toList()))
        .max()
        .orElse(0);
  }

  private boolean lives(int at) {
    return from <= at && at <= to;
  }

  /** Bytes that values lie on, in the order of their places. */
  private static long covered(List<Lifetime> values) {
    long bytes = 0;
    long reached = 0;
    for (Lifetime value : values) {
      long end = value.buffer().offset() + value.buffer().type().bytes();
      bytes += Math.max(0, end - Math.max(reached, value.buffer().offset()));
      reached = Math.max(reached, end);
    }
    return bytes;
  }

  private static boolean inArena(Buffer buffer) {
    return buffer.region() == Buffer.Region.ARENA;
  }

  private static void begin(Buffer buffer, int at, List<Lifetime> alive) {
    alive.add(new Lifetime(buffer, at, at));
  }

  private static void use(Buffer read, int at, List<Lifetime> alive) {
    alive.replaceAll(
        value ->
            value.buffer().overlaps(read) ? new Lifetime(value.buffer(), value.from(), at) : value);
  }
}
