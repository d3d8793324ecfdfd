/**
 * A config without errors, as those see it who look for what is probably not meant. Depends on
 * specs, problems and the standard layers.
 */
package dev.nn.config.internal.check;
