package io.fallline.job.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitTest {
  @ParameterizedTest
  @CsvSource({
    "s3a://bucket/sales/orders.csv.gz, orders",
    "rows/day=3/, day-3",
    "s3a://me:hush@bucket, bucket",
    "ftp://me:hush@host/rows.csv, rows",
    "/data/sig=hush, sig"
  })
  void aJobIsNamedAfterItsDataAndNotAfterASecret(String path, String name) {
    assertEquals(name, Init.name(path));
  }
}
