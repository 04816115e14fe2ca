#!/usr/bin/env bash
# What the profile s3 needs besides JDK and Maven: moto, a server that speaks S3, from PyPI into a virtual environment of its own
# under target/. What is there already is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
version=5.2.5
python=target/s3/bin/python
if ! "$python" -c "from importlib.metadata import version; assert version('moto') == '$version'" 2>/dev/null; then
  python3 -m venv target/s3
  "$python" -m pip install -q --disable-pip-version-check "moto[server,s3]==$version"
fi
