#!/usr/bin/env bash
# What the tests tagged mlflow need besides JDK and Maven: MLflow, from PyPI into a virtual environment of its own under target/.
# What is there already is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
version=3.17.2
python=target/mlflow/bin/python
if ! "$python" -c "from importlib.metadata import version; assert version('mlflow') == '$version'" 2>/dev/null; then
  python3 -m venv target/mlflow
  "$python" -m pip install -q --disable-pip-version-check "mlflow==$version"
fi
