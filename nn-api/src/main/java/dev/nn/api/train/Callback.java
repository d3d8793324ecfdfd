package dev.nn.api.train;

/**
 * Something that looks on, or intervenes, while a model is trained. Every method may be left out.
 */
public interface Callback {
  /**
   * What looks on at one run: a fresh observer if the callback remembers something (the record that
   * a config makes does not change), otherwise itself.
   */
  default Callback start() {
    return this;
  }

  /** Before the first step. */
  default void onTrainBegin(Training training) {}

  /** After each step. Must not allocate if speed matters. */
  default void onStepEnd(Training training) {}

  /** After each epoch and its validation. */
  default void onEpochEnd(Training training) {}

  /** After the last step, also when training was stopped. */
  default void onTrainEnd(Training training) {}

  /**
   * What it has remembered up to now, so that a resumed run ends like one that was never
   * interrupted. Whoever remembers something says so from the start, if only by zeros.
   */
  default CallbackState state() {
    return CallbackState.NONE;
  }

  /** Goes on with what was remembered in an earlier run; after {@link #onTrainBegin}. */
  default void resume(CallbackState state) {}
}
