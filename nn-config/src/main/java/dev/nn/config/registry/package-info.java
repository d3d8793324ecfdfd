/**
 * What a config can name: layers, losses and the like by kind, filled through Guice by plugins and
 * applications. Depends on the API and Guice.
 */
package dev.nn.config.registry;
