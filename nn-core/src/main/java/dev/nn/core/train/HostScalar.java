package dev.nn.core.train;

import dev.nn.api.train.UpdateScope.StepAndRate;

/**
 * A number that the host computes in float64 before each step.
 *
 * @param input name of the graph's input
 * @param value from the step t = 1, 2, … and η
 */
public record HostScalar(String input, StepAndRate value) {}
