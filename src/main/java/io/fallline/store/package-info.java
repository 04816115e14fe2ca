/**
 * Directories that are whole or absent, on any Hadoop file system.
 *
 * <p>Start at {@link Publication}, which publishes a directory, and at {@link CommitProtocol},
 * which chooses a rename or a conditional create. {@link ModelDirectory}, {@link RunDirectory} and
 * {@link CheckpointStore} are the directories. A published directory is read back before it is
 * committed; what is read is verified to the last byte. Nothing here is serialised by Java or Kryo.
 */
package io.fallline.store;
