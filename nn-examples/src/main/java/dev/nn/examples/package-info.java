/** Launchers to run from Maven or an IDE, and to copy from. */
package dev.nn.examples;
