package dev.nn.testkit.backend;

import dev.nn.api.backend.Backend;
import dev.nn.reference.ReferenceBackend;

/**
 * The reference backend keeps the contract. For results of single ops that says only that placement
 * does not matter; what they should be is tested in {@code nn-core-reference}, against numbers
 * computed by hand.
 */
class ReferenceBackendTest extends BackendContractTest {
  @Override
  protected Backend openBackend() {
    return new ReferenceBackend();
  }
}
