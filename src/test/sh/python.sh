#!/usr/bin/env bash
# Tests the Python package: an environment of its own with the pyspark of this build's Spark, the package installed from the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
spark=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' pom.xml)
environment=target/python
if [[ ! -x $environment/bin/python ]]; then
  python3 -m venv "$environment"
fi
"$environment/bin/pip" install -q "pyspark==$spark" numpy pytest tqdm mypy
[[ -f target/fallline.jar ]] || mvn -q -B -DskipTests package </dev/null
"$environment/bin/pip" install -q --force-reinstall --no-deps ./src/main/python
exec "$environment/bin/python" -m pytest -q src/test/python "$@"
