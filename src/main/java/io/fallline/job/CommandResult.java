package io.fallline.job;

/**
 * What a command has to say in the end.
 *
 * @param json one object, for programs
 * @param text the same for a person; lines end with a line break
 */
public record CommandResult(String json, String text) {}
