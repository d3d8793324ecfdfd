/**
 * What parameters are made to satisfy after each update, one record each. Depends on {@code nn-api}
 * alone.
 */
package dev.nn.core.constraints;
