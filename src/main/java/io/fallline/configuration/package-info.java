/**
 * The configuration: HOCON text to checked settings, and messages that say where a setting stands.
 *
 * <p>Start at {@link ConfigurationFile}, which reads it, and at {@link JobConfiguration}, which is
 * the result.
 */
package io.fallline.configuration;
