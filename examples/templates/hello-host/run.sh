# The parameters are also in $OUTRIDER_IN/parameters.json; what a job gives back goes into $OUTRIDER_OUT/outputs.json.
set -eu

quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"
}

echo "This is job $OUTRIDER_JOB on node $OUTRIDER_NODE, which runs $(uname -s) $(uname -r)."
if [ -f "$OUTRIDER_IN/event.json" ]; then
  echo "An event asked for it: $(cut -c 1-300 "$OUTRIDER_IN/event.json")"
fi
for step in "Looking for $PARAM_name" "Clearing my throat" "Waving"; do
  printf '%s ...\n' "$step"
  sleep 0.3
done

greeting="Hello $PARAM_name, greetings from $OUTRIDER_NODE!"
printf '%s\n' "$greeting"
printf '{"greeting": %s, "node": %s}\n' "$(quoted "$greeting")" "$(quoted "$OUTRIDER_NODE")" > "$OUTRIDER_OUT/outputs.json"
