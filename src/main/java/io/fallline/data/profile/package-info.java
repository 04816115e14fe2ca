/**
 * Profiles of tables: what the columns of a table hold, for a first configuration and for messages
 * that say how to change one.
 *
 * <p>Start at {@link TableProfile}, and at {@link UnusableColumnsMessage} for the messages.
 */
package io.fallline.data.profile;
