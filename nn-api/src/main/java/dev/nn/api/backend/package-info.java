/**
 * What a backend gets and what it gives: a plan of instructions over fixed memory, and something
 * that runs it. Depends on {@code graph}, {@code op} and {@code tensor}.
 */
package dev.nn.api.backend;
