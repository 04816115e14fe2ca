package io.fallline.configuration;

import io.fallline.mlflow.MlflowAddress;
import java.util.Optional;

/** The address of an MLflow server; empty: none is told. */
final class TrackingAddress implements KeyType<Optional<String>> {
  @Override
  public Optional<String> read(SectionReader mlflow, DeclaredKey key) {
    Optional<String> address = mlflow.optionalText(key.name(), key.expected());
    if (address.isPresent() && !MlflowAddress.isAddress(address.get())) {
      throw mlflow.refused(key.name(), key.expected());
    }
    return address;
  }
}
