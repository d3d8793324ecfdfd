/** nn itself, through the interfaces that anyone uses. */
package dev.nn.bench.nn;
