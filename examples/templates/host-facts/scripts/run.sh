# Writes a file to keep, $OUTRIDER_OUT/artifacts/facts.txt, and two outputs.
set -eu

facts="$OUTRIDER_OUT/artifacts/facts.txt"
mkdir -p "$(dirname "$facts")"
{
  echo "node:       $OUTRIDER_NODE"
  echo "kernel:     $(uname -sr)"
  echo "machine:    $(uname -m)"
  echo "processors: $(getconf _NPROCESSORS_ONLN)"
  echo "time:       $(date -u +%Y-%m-%dT%H:%M:%SZ)"
} > "$facts"
cat "$facts"

printf '{"kernel": "%s", "processors": %s}\n' "$(uname -r)" "$(getconf _NPROCESSORS_ONLN)" > "$OUTRIDER_OUT/outputs.json"
