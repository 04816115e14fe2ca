package io.fallline.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system under the scheme {@code objects} that has the ways of an object store, in this
 * JVM's memory: keys instead of directories, objects that are there once their stream is closed,
 * renames that copy and delete one by one. {@link FileFaults} counts what changes it.
 *
 * <p>The bucket's name says what it knows of conditions: {@code plain} does not offer them, {@code
 * forgetful} offers them and leaves them out, all others keep them.
 */
public final class ObjectStore extends FileSystem {
  static final String CONDITION = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private static final Map<String, ConcurrentNavigableMap<String, byte[]>> BUCKETS =
      new ConcurrentHashMap<>();

  private URI uri;
  private ConcurrentNavigableMap<String, byte[]> objects;
  private Path workingDirectory;

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    setConf(configuration);
    uri = URI.create("objects://" + name.getAuthority());
    workingDirectory = new Path(uri + "/");
    objects = BUCKETS.computeIfAbsent(name.getAuthority(), bucket -> new ConcurrentSkipListMap<>());
  }

  /** From here on there is nothing in it. */
  static void empty(String bucket) {
    BUCKETS.remove(bucket);
  }

  @Override
  public String getScheme() {
    return "objects";
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return switch (capability) {
      case CONDITION -> !uri.getAuthority().equals("plain");
      case CommonPathCapabilities.ABORTABLE_STREAM -> true;
      default -> super.hasPathCapability(path, capability);
    };
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    byte[] object = objects.get(key(path));
    if (object == null) {
      throw new FileNotFoundException(path + ": no such object");
    }
    return new FSDataInputStream(new ObjectContent(object));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    if (!overwrite && exists(path)) {
      throw new FileAlreadyExistsException(path + " is there");
    }
    return new FSDataOutputStream(
        new ObjectUpload(bytes -> objects.put(key(path), bytes)), statistics);
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return new Upload(this, path);
  }

  private FSDataOutputStream createIfAbsent(Path path) {
    boolean keeps = !uri.getAuthority().equals("forgetful");
    return new FSDataOutputStream(
        new ObjectUpload(
            bytes -> {
              if (!keeps) {
                objects.put(key(path), bytes);
              } else if (objects.putIfAbsent(key(path), bytes) != null) {
                throw new RemoteFileChangedException(path + ": 412, a precondition failed");
              }
            }),
        statistics);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw new UnsupportedOperationException("an object cannot be appended to");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    for (String key : List.copyOf(below(key(from)).keySet())) {
      String moved = key(to) + key.substring(key(from).length());
      FileFaults.changing(() -> objects.put(moved, objects.get(key)));
      FileFaults.changing(() -> objects.remove(key));
    }
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    // in no order that anybody may rely on
    List<String> doomed = List.copyOf(below(key(path)).descendingKeySet());
    for (String key : doomed) {
      FileFaults.changing(() -> objects.remove(key));
    }
    return !doomed.isEmpty();
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    if (getFileStatus(path).isFile()) {
      return new FileStatus[] {getFileStatus(path)};
    }
    String prefix = key(path).isEmpty() ? "" : key(path) + "/";
    Map<String, FileStatus> entries = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> object : objects.tailMap(prefix).entrySet()) {
      if (!object.getKey().startsWith(prefix)) {
        break;
      }
      String rest = object.getKey().substring(prefix.length());
      String name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
      if (!name.isEmpty()) {
        // not asked for again: it may be gone meanwhile, and a listing does not fail by that
        boolean directory = rest.contains("/");
        long length = directory ? 0 : object.getValue().length;
        Path at = makeQualified(new Path(path, name));
        entries.putIfAbsent(name, new FileStatus(length, directory, 1, 1 << 20, 0, at));
      }
    }
    return entries.values().toArray(FileStatus[]::new);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    for (Path above = path; above.getParent() != null; above = above.getParent()) {
      if (objects.containsKey(key(above))) {
        throw new FileAlreadyExistsException("a file is in the way: " + above);
      }
    }
    FileFaults.changing(() -> objects.put(key(path) + "/", new byte[0]));
    return true;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    Path qualified = makeQualified(path);
    byte[] object = objects.get(key(path));
    if (object != null) {
      return new FileStatus(object.length, false, 1, 1 << 20, 0, qualified);
    }
    if (!key(path).isEmpty() && below(key(path)).isEmpty()) {
      throw new FileNotFoundException(path + ": no such object");
    }
    return new FileStatus(0, true, 1, 0, 0, qualified);
  }

  /** The object of the key, and those in it as a directory. */
  private ConcurrentNavigableMap<String, byte[]> below(String key) {
    ConcurrentNavigableMap<String, byte[]> below = new ConcurrentSkipListMap<>();
    byte[] object = objects.get(key);
    if (object != null) {
      below.put(key, object);
    }
    below.putAll(objects.subMap(key + "/", key + "0")); // the character after the slash
    return below;
  }

  private String key(Path path) {
    return makeQualified(path).toUri().getPath().substring(1);
  }

  @Override
  public void setWorkingDirectory(Path path) {
    workingDirectory = path;
  }

  @Override
  public Path getWorkingDirectory() {
    return workingDirectory;
  }

  /** S3A's name for it, by which it is known. */
  private static final class RemoteFileChangedException extends IOException {
    private static final long serialVersionUID = 1;

    private RemoteFileChangedException(String message) {
      super(message);
    }
  }

  private static final class Upload extends FSDataOutputStreamBuilder<FSDataOutputStream, Upload> {
    private final ObjectStore store;

    private Upload(ObjectStore store, Path path) {
      super(store, path);
      this.store = store;
    }

    @Override
    public Upload getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      rejectUnknownMandatoryKeys(java.util.Set.of(CONDITION), "for an object");
      return getOptions().getBoolean(CONDITION, false)
          ? store.createIfAbsent(getPath())
          : store.create(getPath(), true);
    }
  }
}
