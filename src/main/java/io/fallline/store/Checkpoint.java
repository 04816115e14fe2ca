package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest;
import io.fallline.model.NamedTensor;
import io.fallline.model.Safetensors;
import io.fallline.model.VerifiedDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A checkpoint: the whole of what a training's next step depends on, and what the training has told
 * so far. It is what survives a crash.
 *
 * <ul>
 *   <li>the parameters, in {@code model.safetensors};
 *   <li>vectors as long as these, in {@code state.safetensors}: the rule's slots, the best
 *       parameters of early stopping and of the convergence monitor, the state at the epoch's
 *       start;
 *   <li>numbers, in the manifest: step, learning-rate schedule, early stopping, convergence,
 *       rollbacks, label unit, finish;
 *   <li>in the manifest too: why training had stopped, if it had, its fingerprint, what was found
 *       for settings that are auto, and the loss of the first parameters;
 *   <li>the history, in {@code history.jsonl}.
 * </ul>
 *
 * {@code core.training.TrainingStateSnapshot} makes the first three of a training's state.
 *
 * @param step its number: the steps taken, and the passes of a finish after them
 * @param parameters as a model directory has them
 * @param state the vectors; may be empty
 * @param history the lines of {@code history.jsonl}
 * @param sections of the manifest
 */
public record Checkpoint(
    long step,
    List<NamedTensor> parameters,
    List<NamedTensor> state,
    byte[] history,
    ObjectNode sections) {
  private static final String MODEL = "model.safetensors";
  private static final String STATE = "state.safetensors";
  private static final String HISTORY = "history.jsonl";
  private static final String WHAT = "a checkpoint (" + MODEL + ", " + DirectoryManifest.NAME + ")";
  private static final long MOST_HISTORY = Integer.MAX_VALUE - 8;

  static Checkpoint read(Path path, Configuration configuration, long step) {
    VerifiedDirectory directory =
        VerifiedDirectory.open(FileLocation.of(path, configuration), WHAT);
    return new Checkpoint(
        step,
        directory.read(MODEL, Safetensors::read),
        directory.files().contains(STATE) ? directory.read(STATE, Safetensors::read) : List.of(),
        directory.read(HISTORY, Checkpoint::bytes),
        directory.manifest());
  }

  private static byte[] bytes(InputStream in, long length, String file) throws IOException {
    if (length > MOST_HISTORY) {
      throw Failure.data(file + " has " + length + " bytes, expected at most " + MOST_HISTORY);
    }
    return in.readNBytes((int) length);
  }

  void publish(Path path, Configuration configuration) {
    Map<String, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(MODEL, out -> Safetensors.write(out, parameters));
    if (!state.isEmpty()) {
      files.put(STATE, out -> Safetensors.write(out, state));
    }
    files.put(HISTORY, out -> out.write(history));
    Publication.publish(path, configuration, files, sections);
  }
}
