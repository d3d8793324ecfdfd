package dev.nn.config;

import dev.nn.config.spec.ExperimentSpec;
import java.util.Optional;

/**
 * What came of reading a config.
 *
 * @param partial as much as could be read
 * @param whole all of it; empty if there was any error
 * @param places where everything is written
 */
record Reading(PartialSpec partial, Optional<ExperimentSpec> whole, Places places) {}
