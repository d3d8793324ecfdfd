/** Learning rates that change with the step, one record each. Depends on {@code nn-api} alone. */
package dev.nn.core.schedules;
