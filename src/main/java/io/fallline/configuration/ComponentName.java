package io.fallline.configuration;

/** The name of a registry's entry: an optimizer, a schedule, a loss. */
final class ComponentName implements KeyType<String> {
  @Override
  public String read(SectionReader section, DeclaredKey key) {
    return section.oneOf(key.name(), ComponentRegistries.all().byKey().get(key.path()).names());
  }
}
