/**
 * Slips that show in the data, alone or together with the config. Depends on what checks look at
 * and on the standard layers and data sources.
 */
package dev.nn.config.internal.warning.data;
