package dev.nn.config;

import dev.nn.config.LayerDraft.Read;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.core.network.Network;
import dev.nn.core.network.Repetition;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether the layers of one list can use the weights that {@code shared} names. */
final class WeightSharing {
  private final Map<String, LayerDraft> drafts;
  private final String prefix;
  private final Places places;
  private final Problems problems;

  /**
   * @param prefix where these layers are, with a slash, or empty
   */
  WeightSharing(Map<String, LayerDraft> drafts, String prefix, Places places, Problems problems) {
    this.drafts = drafts;
    this.prefix = prefix;
    this.places = places;
    this.problems = problems;
  }

  /** What is shared, by its path where that is the one set of weights of a repeated layer. */
  String weights(LayerDraft draft, Read shared) {
    return Optional.ofNullable(drafts.get(shared.name()))
        .filter(other -> other != draft && draft.repeat() == 1 && other.repeat() > 1)
        .filter(LayerDraft::hasOneSet)
        .map(other -> other.name() + "/" + Repetition.NAME + 1)
        .orElse(shared.name());
  }

  /**
   * Reports what cannot be.
   *
   * @param allKnown whether the names of all layers are known
   */
  void check(LayerDraft draft, Read shared, boolean allKnown) {
    boolean path = shared.name().contains("/") || !prefix.isEmpty();
    boolean beside = drafts.containsKey(shared.name());
    boolean itself = shared.name().equals(draft.name());
    if (beside && !itself) {
      checkRepeated(draft, shared, drafts.get(shared.name()));
      return;
    }
    if (beside && draft.repeat() > 1 && !draft.copy() || isPartOfOne(shared)) {
      return;
    }
    if (itself) {
      problems.add(
          Problem.at(
                  Code.WRONG_SHARING,
                  shared.origin(),
                  "layer '%s' shares its own weights".formatted(draft.name()))
              .helping("with 'repeat', that makes all repetitions use one set of weights"));
    } else if (!path || !places.hasLayer(shared.name())) {
      if (allKnown) {
        problems.add(unknown(draft, shared));
      }
    } else if (draft.copy()) {
      problems.add(
          Problem.at(
              Code.WRONG_SHARING,
              draft.origin(),
              "the key 'type' is missing: '%s' is not beside this layer, so it cannot be copied"
                  .formatted(shared.name())));
    }
  }

  private Problem unknown(LayerDraft draft, Read shared) {
    return Problem.at(
            Code.UNKNOWN_SHARED,
            shared.origin(),
            "layer '%s' shares the weights of '%s', which does not exist"
                .formatted(prefix + draft.name(), shared.name()))
        .expectingOneOf(
            drafts.keySet().stream().filter(name -> !name.equals(draft.name())).toList(),
            shared.name());
  }

  /** Whether it is the path of a repetition of a layer in this list, or of a layer in a block. */
  private boolean isPartOfOne(Read shared) {
    String layer = Network.layer(shared.name());
    if (drafts.containsKey(layer)
        && !shared.name().equals(layer)
        && places.hasLayer(prefix + shared.name())) {
      return true;
    }
    return Optional.ofNullable(drafts.get(layer)).stream()
        .flatMapToInt(other -> IntStream.rangeClosed(1, other.repeat() > 1 ? other.repeat() : 0))
        .anyMatch(i -> shared.name().equals(layer + "/" + Repetition.NAME + i));
  }

  private void checkRepeated(LayerDraft draft, Read shared, LayerDraft other) {
    if (draft.repeat() > 1 && other.repeat() == 1) {
      problems.add(
          Problem.at(
                  Code.WRONG_SHARING,
                  shared.origin(),
                  "layer '%s' is repeated, and '%s', whose weights it shares, is not"
                      .formatted(prefix + draft.name(), shared.name()))
              .helping("write its repetitions one by one, each with 'shared'"));
    } else if (draft.repeat() == 1 && other.repeat() > 1 && !other.hasOneSet()) {
      String path = shared.name() + "/" + Repetition.NAME;
      problems.add(
          Problem.at(
                  Code.WRONG_SHARING,
                  shared.origin(),
                  "layer '%s' shares the weights of '%s', which has %d sets of them"
                      .formatted(prefix + draft.name(), shared.name(), other.repeat()))
              .expecting(
                  "one of %s1 to %s%d, and the key 'type'".formatted(path, path, other.repeat())));
    }
  }
}
