/** First values of parameters, one record each. Depends on {@code nn-api} alone. */
package dev.nn.core.initializers;
