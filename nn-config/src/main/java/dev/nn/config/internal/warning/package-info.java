/**
 * All checks for what is legal, but probably not meant, in one list. Depends on the checks in the
 * packages below and on what they look at.
 */
package dev.nn.config.internal.warning;
