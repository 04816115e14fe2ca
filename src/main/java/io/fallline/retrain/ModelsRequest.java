package io.fallline.retrain;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a registry.
 *
 * @param registry its directory
 * @param model empty: the only one
 * @param version empty: the champion
 */
public record ModelsRequest(String registry, Optional<String> model, OptionalInt version) {}
