package io.fallline.configuration;

/** Where packed shards are kept. */
public enum ShardStorageLevel {
  MEMORY,
  MEMORY_AND_DISK,
  DISK
}
