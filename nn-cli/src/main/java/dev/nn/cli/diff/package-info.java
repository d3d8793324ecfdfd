/**
 * What two configs say differently. Works on what is resolved, so that order, aliases, variables
 * and defaults make no difference; knows the registries and nothing of the command line.
 */
package dev.nn.cli.diff;
