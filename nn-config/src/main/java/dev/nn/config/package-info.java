/**
 * Configs: {@link dev.nn.config.ExperimentLoader} reads one into an {@link
 * dev.nn.config.Experiment}. Depends on every other package of this module, on {@code nn-core} and
 * {@code nn-data}; never on a backend.
 */
package dev.nn.config;
