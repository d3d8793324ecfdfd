/**
 * Looks at graphs and plans without running them: what they compute, how much of it, and where the
 * results lie for how long. Depends on the API and the passes.
 */
package dev.nn.core.inspect;
