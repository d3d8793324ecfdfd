/**
 * Launchers to run from Maven or an IDE, and to copy from. Depends on {@code nn-config}; backends
 * are found at run time.
 */
package dev.nn.examples;
