/**
 * An experiment as records: everything a config says, with all defaults filled in and all names
 * resolved. Depends on the API.
 */
package dev.nn.config.spec;
