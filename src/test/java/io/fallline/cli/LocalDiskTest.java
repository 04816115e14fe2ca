package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDiskTest {
  @TempDir private java.nio.file.Path directory;

  private static FileSystem files(Class<?> kind, String umask) throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set(LocalDisk.SETTING, kind.getName());
    configuration.set("fs.permissions.umask-mode", umask);
    return FileSystem.newInstance(java.net.URI.create("file:///"), configuration);
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"022", "077", "000", "027"})
  void filesAndDirectoriesHaveThePermissionsThatHadoopGivesThem(String umask) throws IOException {
    for (Class<?> kind : new Class<?>[] {LocalFileSystem.class, LocalDisk.class}) {
      String name = kind.getSimpleName();
      try (FileSystem files = files(kind, umask)) {
        files.mkdirs(new Path(directory.resolve(name).toString()));
        files.create(new Path(directory.resolve(name + "/file").toString())).close();
      }
    }
    assertEquals(permissions("LocalFileSystem"), permissions("LocalDisk"));
    assertEquals(permissions("LocalFileSystem/file"), permissions("LocalDisk/file"));
  }

  @Test
  void aStickyBitIsKept() throws IOException {
    try (FileSystem files = files(LocalDisk.class, "022")) {
      Path path = new Path(directory.toString());
      files.setPermission(path, new FsPermission("1750"));
      assertEquals(new FsPermission("1750"), files.getFileStatus(path).getPermission());
    }
  }

  @Test
  void hadoopTakesItForTheLocalFileSystemThatItIs() throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.set(LocalDisk.SETTING, LocalDisk.class.getName());
    assertInstanceOf(LocalDisk.class, FileSystem.newInstanceLocal(configuration));
  }
}
