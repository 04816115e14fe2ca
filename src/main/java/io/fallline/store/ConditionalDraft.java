package io.fallline.store;

import io.fallline.model.DirectoryManifest;
import io.fallline.model.DirectoryManifest.FileDigest;
import io.fallline.store.CommitProtocol.DirectoryDraft;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * A draft that is written under its own name, the manifest last, each file on condition that there
 * is none.
 *
 * <p>Who creates the manifest wins. Until then nobody's file is replaced or removed: where a name
 * is taken, by another writer at work or by one that was killed, the file gets a name of its own,
 * which the manifest tells. So files of two writers never mix, and no writer has to know whether
 * another still lives. After the manifest nobody else can win, and what it does not list goes.
 */
final class ConditionalDraft implements DirectoryDraft {
  private static final Pattern OWN_NAME =
      Pattern.compile("(.+?)(\\.[0-9a-f]{8}(-[0-9a-f]{4,12}){4})?");

  private final String id = UUID.randomUUID().toString();
  private final FileLocation target;
  private final Set<String> names;
  private final Set<String> found = new HashSet<>();
  private final Set<String> mine = new HashSet<>();
  private boolean decided = true;

  ConditionalDraft(FileLocation target, Set<String> names) {
    this.target = target;
    this.names = names;
  }

  /** What may be left of a writer that was killed is no reason not to go on; anything else is. */
  @Override
  public boolean begun() throws IOException {
    if (isFile()) {
      return false;
    }
    for (FileStatus entry : entries()) {
      if (!isLitter(entry)) {
        return false;
      }
      found.add(entry.getPath().getName());
    }
    target.createParent();
    return true;
  }

  @Override
  public FileDigest write(String name, WholeFile.Content content) throws IOException {
    Optional<FileDigest> written = found.contains(name) ? Optional.empty() : attempt(name, content);
    return written.isPresent() ? written.get() : create(name + "." + id, content);
  }

  /** Empty if the name is taken; also where it is by this, and the answer was lost. */
  private Optional<FileDigest> attempt(String name, WholeFile.Content content) throws IOException {
    try {
      return Optional.of(create(name, content));
    } catch (IOException e) {
      mine.remove(name);
      if (!ConditionalCreateCommit.isRefusal(e) && !target.child(name).exists()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private FileDigest create(String name, WholeFile.Content content) throws IOException {
    mine.add(name);
    return WholeFile.write(
        ConditionalCreateCommit.createIfAbsent(target.child(name)), name, content);
  }

  @Override
  public FileLocation place(FileDigest written) {
    return target.child(written.storedAs());
  }

  @Override
  public boolean commit(byte[] manifest) throws IOException {
    FileLocation place = target.child(DirectoryManifest.NAME);
    decided =
        false; // as long as the store has not said who won, the files may be those of a winner
    if (!ConditionalCreateCommit.created(place, manifest)) {
      byte[] winner =
          ConditionalCreateCommit.read(place, DirectoryManifest.LARGEST).orElse(new byte[0]);
      // no two writers store their files under the same names, so equal manifests are one
      if (!Arrays.equals(manifest, winner)) {
        DirectoryManifest.read(winner)
            .files()
            .values()
            .forEach(file -> mine.remove(file.storedAs()));
        decided = true;
        return false;
      }
    }
    removeWhatIsNotListed(place);
    return true;
  }

  private void removeWhatIsNotListed(FileLocation manifest) throws IOException {
    Set<String> missing = new HashSet<>(mine);
    List<String> others = new ArrayList<>();
    for (FileStatus entry : entries()) {
      String name = entry.getPath().getName();
      if (!missing.remove(name) && isLitter(entry)) {
        others.add(name);
      }
    }
    if (!missing.isEmpty()) {
      manifest.files().delete(manifest.path(), false);
      throw new IOException(
          String.join(", ", missing)
              + " was removed by another before all was written; only one at a time may tidy up here");
    }
    for (String name : others) {
      target.files().delete(target.child(name).path(), false);
    }
  }

  @Override
  public boolean isTaken() throws IOException {
    return decided && target.child(DirectoryManifest.NAME).exists();
  }

  @Override
  public void discardAfter(Throwable failure) {
    if (decided) {
      mine.forEach(name -> target.child(name).discardAfter(failure));
    }
  }

  private boolean isLitter(FileStatus entry) {
    Matcher name = OWN_NAME.matcher(entry.getPath().getName());
    return entry.isFile() && name.matches() && names.contains(name.group(1));
  }

  private boolean isFile() throws IOException {
    try {
      return target.files().getFileStatus(target.path()).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private FileStatus[] entries() throws IOException {
    try {
      return target.files().listStatus(target.path());
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
