# shellcheck shell=bash
# For local.sh, which sources it: the class path of packages, which Maven finds as it finds those of the build, with the
# user's own settings and mirrors.

dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0 # as in pom.xml

every_jar_is_there() { # CLASS_PATH
  local jar
  while IFS= read -r -d : jar; do
    [[ -f $jar ]] || return 1
  done <<<"$1:"
}

package_pom() { # PACKAGES
  local one group artifact version
  printf '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>\n'
  printf '<groupId>io.fallline</groupId><artifactId>packages</artifactId><version>1</version><packaging>pom</packaging>\n<dependencies>\n'
  for one in ${1//,/ }; do
    IFS=: read -r group artifact version <<<"$one"
    printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n' "$group" "$artifact" "$version"
  done
  printf '</dependencies></project>\n'
}

# Of what Maven said the line that says why, without what stands around it.
reason() { # LOG
  local line
  line=$(sed -n '/\[ERROR\] ./{s/^.*\[ERROR\] //;s/^.*:packages:pom:1: //;s/ -> \[Help [0-9]*\].*$//;p;q;}' "$1")
  printf '%s' "${line:-$(tail -n 1 "$1")}"
}

# Found once for a list of packages, and again when Maven's repository was cleared.
package_class_path() { # PACKAGES DIRECTORY
  local key work found log
  key=$(printf '%s' "$1" | cksum | tr -c '0-9\n' -)
  found=$2/$key.class-path
  if [[ ! -s $found ]] || ! every_jar_is_there "$(<"$found")"; then
    command -v mvn >/dev/null || fail 78 "--packages needs Maven 3.8 or later, and there is no mvn on the PATH"
    say "fetching $1…"
    work=$2/$key.$$
    log=$2/$key.log # Maven's words are for whom ours are not enough
    mkdir -p "$work"
    package_pom "$1" >"$work/pom.xml"
    mvn -q -B -f "$work/pom.xml" "$dependency_plugin:build-classpath" -DincludeScope=runtime \
      -Dmdep.outputFile="$work/class-path" </dev/null >"$log" 2>&1 || {
      rm -rf "$work"
      fail 64 "--packages $1: Maven cannot get them: $(reason "$log") (all that it said is in $log)"
    }
    rm -f "$log"
    mv -f "$work/class-path" "$found"
    rm -rf "$work"
  fi
  cat "$found"
}
