package io.fallline.job.configuration;

import org.apache.spark.storage.StorageLevel;

/** Where packed shards are kept. */
public enum ShardStorageLevel {
  MEMORY,
  MEMORY_AND_DISK,
  DISK;

  StorageLevel level() {
    return switch (this) {
      case MEMORY -> StorageLevel.MEMORY_ONLY();
      case MEMORY_AND_DISK -> StorageLevel.MEMORY_AND_DISK();
      case DISK -> StorageLevel.DISK_ONLY();
    };
  }
}
