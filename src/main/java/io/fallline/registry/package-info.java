/**
 * The versions of models, on any Hadoop file system that keeps whole files: which there are, which
 * is the champion, who may publish the next, and all that has ever changed.
 *
 * <p>Start at {@link ModelRegistry} and {@link RegisteredModel}. {@code <registry>/<model>/log}
 * holds numbered entries, each what happened and the whole state after it: the newest is the truth.
 * A change derives an entry from the newest and gets the next number, or begins again from the
 * entry of another process that was faster. {@code <registry>/<model>/versions} holds model
 * directories; one that no entry names does not exist for readers.
 */
package io.fallline.registry;
