package io.fallline.job.configuration;

/** Where run directories go. */
public record OutputSection(String directory) {}
