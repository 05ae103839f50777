# report.sh report | check: the argument is the method's.
set -eu
export LC_ALL=C
method=$1

# POSIX format: a heading, then one line with device, size, used and free, counted in KiB.
set -- $(df -Pk -- "$DISK_path" | tail -n 1)
total=$(($2 * 1024))
free=$(($4 * 1024))
permille=$(($3 * 1000 / ($3 + $4 > 0 ? $3 + $4 : 1)))
percent=$((permille / 10)).$((permille % 10))

printf '{"totalBytes": %s, "freeBytes": %s, "usedPercent": %s}\n' "$total" "$free" "$percent" > "$OUTRIDER_OUT/outputs.json"
printf '%s: %s per cent used, %s of %s bytes free\n' "$DISK_path" "$percent" "$free" "$total"

if [ "$method" = check ] && [ "$permille" -gt $((DISK_maxPercent * 10)) ]; then
  echo "Expected at most $DISK_maxPercent per cent to be used, but $percent are" >&2
  exit 1
fi
