/**
 * What training minimises: one record each, a formula that gives one number per example (and time
 * step). Depends on {@code nn-api} alone.
 */
package dev.nn.core.losses;
