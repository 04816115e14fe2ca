package io.fallline.configuration.hocon;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of a configuration file, and never more of it than a configuration can have. */
public final class ConfigurationText {
  static final int MOST_BYTES = 1 << 20;

  private ConfigurationText() {}

  /**
   * @throws Failure (configuration) if there is no such file, or it is no text of a sensible length
   */
  public static String read(Path path) {
    // to open a pipe that nobody writes to takes for ever, and a device may have no end
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw unreadable(path, "it is a pipe or a device, expected a file", null);
    }
    try (InputStream in = Files.newInputStream(path)) {
      // not by the file's length, which may grow meanwhile
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unreadable(path, "it has more than " + MOST_BYTES + " bytes", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw unreadable(path, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw unreadable(path, "permission denied", e);
    } catch (CharacterCodingException e) {
      throw unreadable(path, "it is not a text in UTF-8", e);
    } catch (IOException e) {
      throw unreadable(
          path, Files.isDirectory(path) ? "it is a directory" : String.valueOf(e.getMessage()), e);
    }
  }

  private static Failure unreadable(Path path, String reason, IOException cause) {
    return Failure.configuration(path + ": the configuration cannot be read: " + reason, cause);
  }
}
