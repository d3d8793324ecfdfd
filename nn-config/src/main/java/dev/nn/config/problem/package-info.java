/**
 * Errors as a compiler reports them: places in files, problems, and their printed form. Depends on
 * the JDK alone.
 */
package dev.nn.config.problem;
