/**
 * The {@code nn} command. People read standard error, programs standard output. Depends on {@code
 * nn-config}; backends are found at run time.
 */
package dev.nn.cli;
