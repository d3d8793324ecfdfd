/**
 * An experiment as records: everything a config says, with all defaults filled in and all names
 * resolved. Depends on the API, and on {@code problem} for the codes of warnings.
 */
package dev.nn.config.spec;
