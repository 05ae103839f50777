#!/usr/bin/env bash
# Prints the folder where the npm package kubernetes-models is installed, which knows the values that fields of Kubernetes' objects may
# have; it is kept outside the tree. Prints nothing and says why where it cannot be had.
set -euo pipefail

version=5.1.0
packages=("kubernetes-models@$version" @kubernetes-models/apimachinery@3.0.2 @kubernetes-models/base@6.0.1 @kubernetes-models/validate@5.0.2)
parent=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/outrider/kubernetes-models
folder=$parent/$version

command -v npm >/dev/null || { echo ".ci/kubernetes-models.sh: no npm, so no kubernetes-models" >&2; exit 0; }
if [ ! -d "$folder" ]; then
  mkdir -p "$parent"
  draft=$(mktemp -d "$parent/draft-XXXXXX")
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$draft" "${packages[@]}" >&2 ||
    { rm -rf "$draft"; echo ".ci/kubernetes-models.sh: no kubernetes-models" >&2; exit 0; }
  mv -T "$draft" "$folder" 2>/dev/null || rm -rf "$draft"
fi
printf '%s\n' "$folder"
