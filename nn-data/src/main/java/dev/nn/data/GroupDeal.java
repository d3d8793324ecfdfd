package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Deals examples out to parts, group by group, the largest first. A group goes to one of the parts
 * that have room for all of it, drawn by how much room they have, so that large groups are as
 * likely in a small part as single examples are; if it fits in none, to the part with most room.
 *
 * <p>Each part ends less than the largest group away from its quota: it is exceeded only by a group
 * that fits nowhere, and then by less than that group; a part that ends d short had as much room at
 * each such time, so that every part that is exceeded had too and is so by at most the group less
 * d, and with k of them d ≤ k/(k+1) of the largest group.
 */
final class GroupDeal {
  /** Slack for quotas such as 0.1 of 70, which are not exact in binary. */
  private static final double ROUNDING = 1e-9;

  private final int[] classes;
  private final int[] classSizes;

  /** Examples that each part still lacks, and of each class; the last part is not used. */
  private final double[] room;

  private final double[][] classRoom;

  private final SplittableRandom random;

  private GroupDeal(double[] fractions, int[] classes, long seed) {
    this.classes = classes;
    classSizes = new int[IntStream.of(classes).max().orElse(0) + 1];
    IntStream.of(classes).forEach(each -> classSizes[each]++);
    room = new double[fractions.length];
    classRoom = new double[fractions.length][classSizes.length];
    for (int part = 0; part < fractions.length; part++) {
      room[part] = fractions[part] * classes.length;
      for (int each = 0; each < classSizes.length; each++) {
        classRoom[part][each] = fractions[part] * classSizes[each];
      }
    }
    // Not the numbers that shuffled the examples.
    random = new SplittableRandom(seed).split();
  }

  /**
   * Part number of each example.
   *
   * @param order of the examples, shuffled: it decides between groups of equal size
   * @throws DataException if a group is larger than any part
   */
  static int[] deal(Split split, Groups groups, int[] classes, int[] order, long seed) {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int example : order) {
      members.computeIfAbsent(groups.numbers()[example], any -> new ArrayList<>()).add(example);
    }
    List<List<Integer>> largestFirst = new ArrayList<>(members.values());
    largestFirst.sort(Comparator.comparingInt(group -> -group.size()));
    GroupDeal deal = new GroupDeal(split.fractions(), classes, seed);
    deal.check(groups, largestFirst.get(0));
    int[] partOf = new int[order.length];
    for (List<Integer> group : largestFirst) {
      int part = deal.choose(group);
      deal.take(part, group);
      group.forEach(example -> partOf[example] = part);
    }
    return partOf;
  }

  private void check(Groups groups, List<Integer> largest) {
    long most = (long) Math.ceil(Math.max(room[0], Math.max(room[1], room[2])) - ROUNDING);
    if (largest.size() > most) {
      throw DataException.inKey(
          "split.group",
          "%,d of %,d examples have %s and stay together, but no part holds more than %,d; group by another column, or make a part larger"
              .formatted(
                  largest.size(),
                  classes.length,
                  groups.what(groups.numbers()[largest.get(0)]),
                  most));
    }
  }

  private int choose(List<Integer> group) {
    int[] roomy = parts().filter(part -> room[part] + ROUNDING >= group.size()).toArray();
    if (roomy.length == 0) {
      return best(parts().toArray(), part -> room[part]);
    }
    int[] fitting = IntStream.of(roomy).filter(part -> hasRoomForClasses(part, group)).toArray();
    return fitting.length == 0 ? best(roomy, part -> classShortfall(part, group)) : draw(fitting);
  }

  private IntStream parts() {
    return IntStream.range(0, room.length);
  }

  private boolean hasRoomForClasses(int part, List<Integer> group) {
    Map<Integer, Integer> wanted = new HashMap<>();
    group.forEach(example -> wanted.merge(classes[example], 1, Integer::sum));
    return wanted.entrySet().stream()
        .allMatch(each -> classRoom[part][each.getKey()] + ROUNDING >= each.getValue());
  }

  /** How much a part lacks the classes of a group, those that are rare counting more. */
  private double classShortfall(int part, List<Integer> group) {
    return group.stream()
        .mapToInt(example -> classes[example])
        .mapToDouble(each -> classRoom[part][each] / classSizes[each])
        .sum();
  }

  private static int best(int[] parts, IntToDoubleFunction score) {
    int best = parts[0];
    for (int part : parts) {
      if (score.applyAsDouble(part) > score.applyAsDouble(best) + ROUNDING) {
        best = part;
      }
    }
    return best;
  }

  private int draw(int[] parts) {
    double drawn = random.nextDouble() * IntStream.of(parts).mapToDouble(part -> room[part]).sum();
    for (int part : parts) {
      drawn -= room[part];
      if (drawn < 0) {
        return part;
      }
    }
    return parts[parts.length - 1];
  }

  private void take(int part, List<Integer> group) {
    room[part] -= group.size();
    group.forEach(example -> classRoom[part][classes[example]]--);
  }
}
