/**
 * Writes docs/reference from the records' own Javadoc and annotations, and tries its examples.
 * Depends on nn-config and, to read Javadoc, on the JDK's compiler.
 */
package dev.nn.cli.reference;
