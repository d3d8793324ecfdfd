package dev.nn.config.internal.warning;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.internal.warning.data.ClassImbalance;
import dev.nn.config.internal.warning.data.ConstantFeatures;
import dev.nn.config.internal.warning.data.CopiedExamples;
import dev.nn.config.internal.warning.data.OutOfReach;
import dev.nn.config.internal.warning.data.SortedExamples;
import dev.nn.config.internal.warning.data.TargetAmongFeatures;
import dev.nn.config.internal.warning.data.TextCut;
import dev.nn.config.internal.warning.data.UnscaledFeatures;
import dev.nn.config.internal.warning.data.UnscaledTarget;
import dev.nn.config.internal.warning.model.ActivationsInARow;
import dev.nn.config.internal.warning.model.BatchOfOne;
import dev.nn.config.internal.warning.model.ClassMetricForNumbers;
import dev.nn.config.internal.warning.model.ConfinedLogits;
import dev.nn.config.internal.warning.model.LinearStack;
import dev.nn.config.internal.warning.model.LogitsTwice;
import dev.nn.config.internal.warning.model.MostDropped;
import dev.nn.config.internal.warning.model.NotProbabilities;
import dev.nn.config.internal.warning.model.NumbersForClasses;
import dev.nn.config.internal.warning.model.RandomOutput;
import dev.nn.config.internal.warning.model.SigmoidForOneOfSeveral;
import dev.nn.config.internal.warning.model.SoftmaxForIndependent;
import dev.nn.config.internal.warning.model.SoftmaxOfOne;
import dev.nn.config.internal.warning.training.BestNotKept;
import dev.nn.config.internal.warning.training.EndlessWarmup;
import dev.nn.config.internal.warning.training.FadedRate;
import dev.nn.config.internal.warning.training.IdleCallback;
import dev.nn.config.internal.warning.training.OneStepEpochs;
import dev.nn.config.internal.warning.training.RateFarOff;
import dev.nn.config.internal.warning.training.StillRate;
import dev.nn.config.internal.warning.training.UncomputedMonitor;
import dev.nn.config.internal.warning.training.WrongWay;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what is legal, but probably not meant. To add a check: a class for it, a line in one of the
 * two lists, a code, and a config in the corpus that it is found in.
 */
public final class Warnings {
  private final List<ConfigCheck> ofConfig =
      List.of(
          new LinearStack(),
          new MostDropped(),
          new BatchOfOne(),
          new RandomOutput(),
          new ActivationsInARow(),
          new LogitsTwice(),
          new SigmoidForOneOfSeveral(),
          new SoftmaxForIndependent(),
          new ConfinedLogits(),
          new NotProbabilities(),
          new SoftmaxOfOne(),
          new NumbersForClasses(),
          new ClassMetricForNumbers(),
          new RateFarOff(),
          new UncomputedMonitor(),
          new WrongWay(),
          new IdleCallback(),
          new BestNotKept());

  private final List<DataCheck> ofData =
      List.of(
          new BatchOfOne(),
          new OneStepEpochs(),
          new FadedRate(),
          new StillRate(),
          new EndlessWarmup(),
          new UncomputedMonitor(),
          new UnscaledFeatures(),
          new UnscaledTarget(),
          new OutOfReach(),
          new ConstantFeatures(),
          new TargetAmongFeatures(),
          new ClassImbalance(),
          new CopiedExamples(),
          new SortedExamples(),
          new TextCut());

  /** A check may find the same thing without the data and again with them. */
  private final Set<Problem> told = new HashSet<>();

  private final Set<Code> explained = EnumSet.noneOf(Code.class);

  /** For one config. */
  public Warnings() {}

  /**
   * What is probably not meant in a config as it is written.
   *
   * @param written before settings
   * @param set with them
   */
  public void ofText(ConfigNode.Mapping written, ConfigNode.Mapping set, Consumer<Problem> found) {
    new UnusedVariables().check(written, set, problem -> tell(problem, found));
  }

  /** What a config says that is probably not meant. */
  public void ofConfig(Setup setup, Consumer<Problem> found) {
    ofConfig.forEach(check -> check.check(setup, problem -> tell(problem, found)));
  }

  /** What shows only together with the data. */
  public void ofData(Prepared prepared, Consumer<Problem> found) {
    ofData.forEach(check -> check.check(prepared, problem -> tell(problem, found)));
  }

  /** The first of each kind says how to do without it, as compilers do. */
  private void tell(Problem problem, Consumer<Problem> found) {
    if (told.add(problem)) {
      String id = problem.code().id();
      found.accept(
          explained.add(problem.code())
              ? problem.noting(
                  "if this is meant, silence it: 'warnings: {ignore: [%s]}'".formatted(id))
              : problem);
    }
  }
}
