#!/usr/bin/env bash
# What the tests tagged browser need besides JDK and Maven: Chromium, from Debian's packages, and TensorBoard, from PyPI into a
# virtual environment of its own under target/. Whatever is there already is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
python=target/viewers/bin/python

if ! command -v "${FALLLINE_CHROMIUM:-chromium}" >/dev/null; then
  become=()
  [[ $(id -u) == 0 ]] || become=(sudo)
  ${become[@]+"${become[@]}"} apt-get update -q
  ${become[@]+"${become[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-dejavu-core
fi

if ! "$python" -c 'import tensorboard' 2>/dev/null; then
  python3 -m venv target/viewers
  "$python" -m pip install -q --disable-pip-version-check 'tensorboard==2.21.0' 'setuptools<81' # which it imports pkg_resources from
fi
