package dev.nn.core.inspect;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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

  /** The most bytes that are needed at once: what no packing could go below. */
  public static long peak(Plan plan) {
    long[] change = new long[plan.instructions().size() + 3]; // From −1 to one after the last.
    for (Lifetime value : of(plan)) {
      change[value.from() + 1] += value.buffer().type().bytes();
      change[value.to() + 2] -= value.buffer().type().bytes();
    }
    long now = 0;
    long most = 0;
    for (long each : change) {
      now += each;
      most = Math.max(most, now);
    }
    return most;
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
