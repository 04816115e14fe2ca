package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The whole of what a training's next step depends on, and what the training has told so far.
 *
 * @param step how many steps had been taken
 * @param parameters as a model directory has them
 * @param state what else there is one number a parameter of; may be empty
 * @param history the lines of {@code history.jsonl}
 * @param sections of the manifest: single numbers of the state, and what the training was
 */
public record Checkpoint(
    long step,
    List<NamedTensor> parameters,
    List<NamedTensor> state,
    byte[] history,
    ObjectNode sections) {}
