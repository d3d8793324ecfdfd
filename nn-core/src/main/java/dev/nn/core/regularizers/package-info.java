/** What the size of a parameter costs, one record each. Depends on {@code nn-api} alone. */
package dev.nn.core.regularizers;
