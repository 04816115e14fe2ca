package io.fallline.fuzz;

import io.fallline.configuration.ConfigurationFuzz;
import io.fallline.configuration.SettingFuzz;
import io.fallline.data.CsvHeaderFuzz;
import io.fallline.data.IdxFuzz;
import io.fallline.data.LibsvmFuzz;
import io.fallline.job.CheckpointFuzz;
import io.fallline.job.ModelFuzz;
import io.fallline.job.ParameterTensorConversionFuzz;
import io.fallline.model.DirectoryManifestFuzz;
import io.fallline.model.SafetensorsFuzz;
import java.util.List;

/** All formats that come from outside and are read by code of ours. */
final class FuzzedFormats {
  private FuzzedFormats() {}

  static List<FuzzedFormat> all() {
    return List.of(
        new ConfigurationFuzz(),
        new SettingFuzz(),
        new SafetensorsFuzz(),
        new DirectoryManifestFuzz(),
        new ModelFuzz(),
        new ParameterTensorConversionFuzz(),
        new CheckpointFuzz(),
        new LibsvmFuzz(),
        new CsvHeaderFuzz(),
        new IdxFuzz());
  }
}
