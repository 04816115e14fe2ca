#!/usr/bin/env bash
# Runs Fallline on a Spark of its own, inside one JVM: local.sh COMMAND … (--help lists the commands).
# Builds first when there is no jar or sources are newer. FALLLINE_JAVA_OPTS goes to the JVM: -Xmx8g.
# --packages GROUP:ARTIFACT:VERSION,… --jars FILE,… --conf KEY=VALUE, as of spark-submit: sources that Spark does not bring.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do # from a link on the PATH to where it points
  link=$(readlink "$script")
  [[ $link == /* ]] || link=$(dirname "$script")/$link
  script=$link
done
FALLLINE_HOME=$(cd "$(dirname "$script")/.." && pwd -P)
export FALLLINE_HOME

built=$FALLLINE_HOME/target/fallline.jar
local=$FALLLINE_HOME/target/local # what runs is a copy: a build may replace the jar under a training that goes on
jar=$local/fallline.jar
class_path_file=$FALLLINE_HOME/target/spark-class-path
archive=$local/spark-classes.jsa
own_archive=$local/fallline-classes.jsa
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# all=error:stderr: the JVM's own remarks must not get into a summary on standard output
jvm=("$java" "@$FALLLINE_HOME/submit-scripts/jvm.options" -Xlog:disable -Xlog:all=error:stderr)

say() { printf '%s\n' "$*" >&2; }

fail() { # EXIT_CODE MESSAGE
  say "local.sh: $2"
  exit "$1"
}

# shellcheck source-path=SCRIPTDIR source=limits.sh
source "$FALLLINE_HOME/submit-scripts/limits.sh"
# shellcheck source-path=SCRIPTDIR source=packages.sh
source "$FALLLINE_HOME/submit-scripts/packages.sh"
# shellcheck source-path=SCRIPTDIR source=class-path.sh
source "$FALLLINE_HOME/submit-scripts/class-path.sh"

older_than_sources() { # JAR
  [[ ! -f $1 ]] || [[ -n $(find "$FALLLINE_HOME/pom.xml" "$FALLLINE_HOME/src/main" -newer "$1" -print -quit) ]]
}

class_path_is_gone() { # no file, or Maven's repository was cleared since
  local class_path
  [[ -s $class_path_file ]] || return 0
  class_path=$(<"$class_path_file")
  [[ ! -f ${class_path%%:*} ]]
}

# Not so of a checkout that is on a read-only disk, or is another user's.
may_be_prepared() {
  local place
  for place in "$local" "$FALLLINE_HOME/target" "$FALLLINE_HOME"; do
    if [[ -e $place ]]; then
      [[ -w $place ]]
      return
    fi
  done
}

# What is built runs from there.
take_as_it_is() {
  local remedy="build it as a user who may (submit-scripts/local.sh --version), or copy it to where you may write"
  if older_than_sources "$built"; then
    fail 78 "$FALLLINE_HOME may not be written by $(id -un), and has no ${built#"$FALLLINE_HOME/"} as new as its sources: $remedy"
  fi
  if class_path_is_gone; then
    fail 78 "$FALLLINE_HOME may not be written by $(id -un), who does not find the jars that ${class_path_file#"$FALLLINE_HOME/"} names: $remedy"
  fi
  jar=$built
}

build() {
  command -v mvn >/dev/null || fail 78 "building needs Maven 3.8 or later, and there is no mvn on the PATH"
  say "building…"
  mkdir -p "$local"
  rm -f "$local/started" # it may be another user's
  touch "$local/started"
  (cd "$FALLLINE_HOME" && mvn -q -B -Dmaven.test.skip=true package </dev/null >&2) || fail 70 "the build failed (see above)"
  touch -r "$local/started" "$built" # what is edited while Maven runs is newer than the jar
}

# The JVM maps classes from two archives instead of parsing them, which makes a start two seconds shorter. The first has
# those of Spark that small commands load, and is made once for a set of dependencies. Over it lies one with ours, for each
# jar. Without them starts are slower, and the next build tries again.
archive_classes() {
  local work=$local/archive.$$ # of this process alone
  if ! mkdir "$work"; then
    say "starts stay as slow as they are"
    return
  fi
  if ! archive_spark "$work" || ! archive_fallline "$work"; then
    say "starts stay as slow as they are: $(cat "$work"/*.log | tail -n 1)"
  fi
  rm -rf "$work" "$local"/spark.jsa "$local"/spark.jsa.class-path "$local/archive" || true # the latter of builds before
}

archive_spark() { # WORK
  { cat "$class_path_file" && "$java" -version 2>&1; } >"$1/made-of"
  [[ -s $archive ]] && cmp -s "$1/made-of" "$archive.made-of" && return
  say "preparing faster starts (once)…"
  local work=$1 runs=$1/runs
  rehearse "$work/csv" "-XX:DumpLoadedClassList=$work/csv" train --config "$FALLLINE_HOME/conf/iris.conf" \
    --set training.epochs=1 --set output.directory="$runs" || return
  rehearse "$work/predict" "-XX:DumpLoadedClassList=$work/predict" predict --model "$(echo "$runs"/iris/*/model)" \
    --data "$FALLLINE_HOME/sample-data/iris.csv" --output "$work/predictions" || return
  rehearse "$work/parquet" "-XX:DumpLoadedClassList=$work/parquet" train --config "$FALLLINE_HOME/conf/iris.conf" \
    --set training.epochs=1 --set output.directory="$runs" --set data.train="$work/predictions" \
    --set data.format=parquet --set 'data.ignore=["prediction"]' || return
  # no code that the JVM would generate for the archive: where a profiler looks at classes, it crashes over it
  grep -hEv '^@lambda-form-invoker|fallline' "$work/csv" "$work/predict" "$work/parquet" | awk '!seen[$0]++' >"$work/classes"
  "${jvm[@]}" -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$work/spark-classes.jsa" \
    -cp "$(<"$class_path_file")" >"$work/dump.log" 2>&1 || return
  rm -f "$own_archive" # it lay over the one before
  mv -f "$work/spark-classes.jsa" "$archive"
  mv -f "$work/made-of" "$archive.made-of"
}

archive_fallline() { # WORK
  rehearse "$1/own" -XX:SharedArchiveFile="$archive" -XX:ArchiveClassesAtExit="$1/fallline-classes.jsa" train \
    --config "$FALLLINE_HOME/conf/iris.conf" --set training.epochs=1 --set output.directory="$1/runs" &&
    mv -f "$1/fallline-classes.jsa" "$own_archive"
}

rehearse() { # LOG JVM_OPTION… COMMAND…
  local log=$1 options=(-XX:TieredStopAtLevel=1)
  shift
  while [[ $1 == -XX:* ]]; do
    options+=("$1")
    shift
  done
  "${jvm[@]}" "${options[@]}" -cp "$(<"$class_path_file"):$jar" io.fallline.cli.Main "$@" --quiet </dev/null >"$log.log" 2>&1
}

prepare() {
  if older_than_sources "$built" || class_path_is_gone; then build; fi
  mkdir -p "$local"
  if older_than_sources "$jar" || [[ $built -nt $jar ]]; then
    cp -p "$built" "$jar.new"
    rm -f "$own_archive" # it has the classes of the jar before
    mv -f "$jar.new" "$jar"
    archive_classes
  fi
}

# Behind Spark's own jars, which win where both have a class.
more_class_path() {
  local found file place=$local/packages
  if [[ -n $packages ]]; then
    mkdir -p "$place" 2>/dev/null || place=$(mktemp -d)
    found=$(package_class_path "$packages" "$place") || exit
    printf ':%s' "$found"
  fi
  while IFS= read -r -d , file; do
    [[ -f $file ]] || fail 64 "--jars $file: there is no such file"
    printf ':%s' "$file"
  done <<<"${jars:+$jars,}"
}

take_spark_options "$@"
require_coordinates
command -v "$java" >/dev/null || fail 78 "needs a JDK of 17 or later: there is no $java"
require_open_files
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} MKL_NUM_THREADS=${MKL_NUM_THREADS:-1}
export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}

if older_than_sources "$jar" || class_path_is_gone; then
  if may_be_prepared; then
    (
      # one builder at a time; the others wait here, then find everything done
      if command -v flock >/dev/null; then flock 9; fi
      prepare
    ) 9<"$FALLLINE_HOME/pom.xml"
  else
    take_as_it_is
  fi
fi

options=(-XX:MetaspaceSize=256m) # the collector need not start over classes alone
# A start runs much code a few times. The compilers wait longer before they take it up: the second eight times as long as
# usual, the first four times. Kernels run so often that they do not notice.
options+=(-XX:Tier4InvocationThreshold=40000 -XX:Tier4MinInvocationThreshold=4800 -XX:Tier4CompileThreshold=120000
  -XX:Tier4BackEdgeThreshold=320000 -XX:Tier3InvocationThreshold=800 -XX:Tier3MinInvocationThreshold=400
  -XX:Tier3CompileThreshold=8000)
if [[ -s $own_archive ]]; then
  options+=(-XX:SharedArchiveFile="$archive:$own_archive")
elif [[ -s $archive ]]; then
  options+=(-XX:SharedArchiveFile="$archive")
fi
[[ -n ${FALLLINE_JAVA_OPTS:-} ]] && read -r -a given <<<"$FALLLINE_JAVA_OPTS" && options+=("${given[@]}")

for setting in ${settings[@]+"${settings[@]}"}; do
  options+=("-D$setting")
done
more=$(more_class_path) || exit

exec "${jvm[@]}" ${options[@]+"${options[@]}"} -cp "$(<"$class_path_file"):$jar$more" io.fallline.cli.Main ${command[@]+"${command[@]}"}
