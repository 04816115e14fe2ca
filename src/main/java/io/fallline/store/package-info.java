/**
 * Files that are whole or absent, on any Hadoop file system: model directories, run directories,
 * safetensors.
 *
 * <p>What is published is written aside, read back, and renamed whole without overwriting; what is
 * read is verified to the last byte. Nothing here is serialised by Java or Kryo.
 */
package io.fallline.store;
