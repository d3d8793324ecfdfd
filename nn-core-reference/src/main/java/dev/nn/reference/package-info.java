/**
 * The reference backend: every op as a short, naive loop in plain Java, computed in float64 and
 * rounded when stored. It defines what an op means; other backends are tested against it. Depends
 * on {@code nn-api} alone.
 */
package dev.nn.reference;
