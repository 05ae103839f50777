#!/usr/bin/env bash
# Prints the folder of a pg_basebackup that is as new as the embedded PostgreSQL: the one on the PATH is, or else Debian unstable's, kept
# outside the tree with the libraries that it was built with. Prints nothing and says why where it cannot be had.
set -euo pipefail

major=18
folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/outrider/postgresql-tools/$major
libraries=(libpq5 libc6 libssl3t64 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libcom-err2 libkrb5support0 libkeyutils1 libldap2
  libsasl2-2 liblz4-1 libzstd1 zlib1g)

new_enough() { [ "$("$1" --version 2>/dev/null | sed -n 's/^pg_basebackup (PostgreSQL) \([0-9]*\).*/\1/p')" = "$major" ]; }

unpack() { # into the folder, by one rename, so that an interrupted one leaves nothing
  local draft apt mirror root=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
  [ -n "$mirror" ] || return 1
  draft=$(mktemp -d "$(dirname "$folder")/draft-XXXXXX")
  mkdir -p "$draft/apt/lists/partial" "$draft/apt/cache/archives/partial" "$draft/bin"
  echo "deb [signed-by=$root] $mirror sid main" >"$draft/apt/sources.list"
  apt=(apt-get -qq -o Dir::Etc::sourcelist="$draft/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$draft/apt/lists" -o Dir::Cache="$draft/apt/cache" -o APT::Sandbox::User=root)
  "${apt[@]}" update >&2 && (cd "$draft/apt" && "${apt[@]}" download "postgresql-client-$major" "${libraries[@]}" >&2) || return 1
  for package in "$draft"/apt/*.deb; do dpkg -x "$package" "$draft/root"; done
  rm -rf "$draft/apt"
  cat >"$draft/bin/pg_basebackup" <<EOF
#!/bin/sh
root=$folder/root
exec "\$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "\$root/usr/lib/x86_64-linux-gnu" "\$root/usr/lib/postgresql/$major/bin/pg_basebackup" "\$@"
EOF
  chmod 755 "$draft/bin/pg_basebackup"
  mv -T "$draft" "$folder" 2>/dev/null || rm -rf "$draft"
}

if found=$(command -v pg_basebackup) && new_enough "$found"; then
  dirname "$found"
  exit
fi
mkdir -p "$(dirname "$folder")"
[ -d "$folder" ] || unpack || true
if new_enough "$folder/bin/pg_basebackup"; then
  printf '%s/bin\n' "$folder"
else
  echo ".ci/postgresql-tools.sh: no pg_basebackup of PostgreSQL $major" >&2
fi
