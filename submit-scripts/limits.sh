# shellcheck shell=bash
# For local.sh and submit.sh, which source it: what a JVM with Spark wants of the machine before it starts, as it would end without a word.

fewest_files=512 # two hundred jars, and what Spark opens besides

require_open_files() {
  local limit
  ulimit -Sn "$(ulimit -Hn)" 2>/dev/null || true # as Java itself does, once it runs
  limit=$(ulimit -Sn)
  if [[ $limit != unlimited ]] && ((limit < fewest_files)); then
    fail 78 "a process may have $limit files open, expected $fewest_files or more: raise it with ulimit -n (limits.conf, LimitNOFILE=)"
  fi
}
