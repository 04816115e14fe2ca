package io.fallline.fuzz;

import io.fallline.configuration.ConfigurationFuzz;
import io.fallline.configuration.SettingFuzz;
import io.fallline.data.sources.CsvHeaderFuzz;
import io.fallline.data.sources.IdxFuzz;
import io.fallline.data.sources.LibsvmFuzz;
import io.fallline.job.scoring.ModelFuzz;
import io.fallline.job.training.CheckpointFuzz;
import io.fallline.model.DirectoryManifestFuzz;
import io.fallline.model.NamedTensorFuzz;
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
        new NamedTensorFuzz(),
        new CheckpointFuzz(),
        new LibsvmFuzz(),
        new CsvHeaderFuzz(),
        new IdxFuzz());
  }
}
