#!/usr/bin/env bash
# What the tests tagged cluster need besides JDK and Maven: whole distributions of Spark, as pyspark on PyPI has them, into
# target/clusters/spark-VERSION: install.sh [VERSION…]. What is there already is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
for version in "${@:-4.1.4}"; do
  home=target/clusters/spark-$version
  if [[ ! -x $home/pyspark/bin/spark-submit ]]; then
    rm -rf "$home.new" "$home"
    python3 -m venv target/clusters/python
    target/clusters/python/bin/python -m pip install -q --disable-pip-version-check --no-compile --no-deps --target "$home.new" "pyspark==$version"
    mv "$home.new" "$home"
  fi
done
