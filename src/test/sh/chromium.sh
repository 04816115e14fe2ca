#!/usr/bin/env bash
# Makes sure that there is a Chromium, which the tests of the profile browser look at pages with, and prints its path:
# $FALLLINE_CHROMIUM where that is set, one on the PATH, else Debian's package, which takes root to install.
set -euo pipefail

found() { # prints the first that is there
  local name
  for name in "${FALLLINE_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [[ -n $name ]] && command -v "$name"; then return; fi
  done
  return 1
}

found && exit
command -v apt-get >/dev/null || {
  echo "chromium.sh: there is no chromium on the PATH, and no apt-get to install it with" >&2
  exit 78
}
export DEBIAN_FRONTEND=noninteractive
apt-get -qq -o DPkg::Lock::Timeout=600 update >&2
apt-get -qq -y -o DPkg::Lock::Timeout=600 install --no-install-recommends chromium fonts-dejavu-core >&2
found
