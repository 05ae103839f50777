#!/bin/sh
# Makes what Outrider's images stand on, from a JDK and the C library of the machine it runs on; the Dockerfile and the build without a
# daemon both call it, so that both make the same. The folders hold no symbolic links.
#   make-root.sh base FOLDER [TOOL...]   accounts, /tmp, the C library; the tools with their libraries
#   make-root.sh java FOLDER MODULES     FOLDER/opt/java: a Java runtime of these modules, separated by commas
set -eu

[ $# -ge 2 ] || { sed -n '2,6p' "$0" >&2; exit 2; }
kind=$1 root=$2 taken=
shift 2

fail() { echo "make-root: $1" >&2; exit 1; }

copy() { # a file to the same path below the root, following links
  if [ -e "$root$1" ]; then return 0; fi
  taken="$taken $1"
  mkdir -p "$root$(dirname "$1")"
  cp -L "$1" "$root$1"
}

libraries_of() { # the paths of the libraries that files need
  for file in "$@"; do ldd "$file" 2>/dev/null || true; done |
    sed -n -e 's|.* => \(/[^ ]*\) .*|\1|p' -e 's|^[[:space:]]*\(/[^ ]*\) (.*|\1|p' | grep -v "^$JAVA_HOME/" | sort -u
}

make_base() {
  mkdir -p "$root/tmp" "$root/etc/outrider" "$root/home/outrider" "$root/var/lib/outrider/artifacts"
  printf 'root:x:0:0:root:/:/sbin/nologin\noutrider:x:10001:10001:Outrider:/home/outrider:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\noutrider:x:10001:\n' >"$root/etc/group"
  chmod 777 "$root/tmp"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  # The loader and the C library as any program here sees them, then the parts that Java's libraries and those in jars ask for.
  loaded=$(libraries_of /bin/sh "$JAVA_HOME/bin/java")
  [ -n "$loaded" ] || fail "expected ldd to name the C library, but it did not; this script needs a system with glibc"
  libraries=$(dirname "$(printf '%s\n' "$loaded" | grep '/libc\.so' | head -n 1)")
  for library in $loaded; do copy "$library"; done
  for name in libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libnss_dns.so.2 libnss_files.so.2 libgcc_s.so.1; do
    if [ -e "$libraries/$name" ]; then copy "$libraries/$name"; fi
  done
  # The locale that the images name: a JVM only knows file names of its locale's letters.
  for file in /usr/lib/locale/C.utf8/* /usr/lib/locale/C.utf8/LC_MESSAGES/*; do
    if [ -f "$file" ]; then copy "$file"; fi
  done
  for tool in "$@"; do add_tool "$tool"; done
  list_packages
}

package_of() { # the Debian package that a file is from; it may know it by another path than the one that was found
  for path in "$1" "${1#/usr}" "$(readlink -f "$1")"; do
    dpkg-query -S "$path" 2>/dev/null | sed -n '/^diversion/!s/^\([^:,]*\).*/\1/p' | head -n 1 | grep . && return 0
  done
  return 0
}

list_packages() { # as package URLs, for the bill of material; without dpkg nobody can tell
  command -v dpkg-query >/dev/null || return 0
  . /etc/os-release
  mkdir -p "$root/usr/share/outrider"
  for file in $taken; do package_of "$file"; done | sort -u |
    xargs -r dpkg-query -W -f "pkg:deb/$ID/\${Package}@\${Version}?arch=\${Architecture}&distro=$ID-$VERSION_ID\n" |
    sort -u >"$root/usr/share/outrider/packages.txt"
}

add_tool() { # from the PATH, also where the shell has one built in
  path=
  for folder in $(printf '%s\n' "$PATH" | tr ':' ' '); do
    if [ -z "$path" ] && [ -x "$folder/$1" ]; then path=$folder/$1; fi
  done
  [ -n "$path" ] || fail "expected the tool $1 on the PATH, but it is not there"
  taken="$taken $path"
  mkdir -p "$root/usr/bin"
  cp -L "$path" "$root/usr/bin/$1"
  for library in $(libraries_of "$path"); do copy "$library"; done
  if [ "$1" = sh ]; then mkdir -p "$root/bin" && cp -L "$path" "$root/bin/sh"; fi
}

make_java() {
  mkdir -p "$root/opt"
  "$JAVA_HOME/bin/jlink" --add-modules "$1" --strip-debug --no-header-files --no-man-pages --output "$root/opt/java.links"
  cp -rL "$root/opt/java.links" "$root/opt/java"
  rm -rf "$root/opt/java.links"
  # Symbols are of use to debuggers alone; a machine without binutils keeps them.
  if command -v strip >/dev/null; then find "$root/opt/java" -name '*.so' -exec strip --strip-unneeded {} + 2>/dev/null || true; fi
  # Class data of the JDK itself: a start takes a third less time.
  "$root/opt/java/bin/java" -Xshare:dump -XX:+UseSerialGC >/dev/null 2>&1 || fail "the runtime does not start"
  rm -f "$root"/opt/java/lib/server/classes_nocoops*.jsa
}

: "${JAVA_HOME:?Expected JAVA_HOME to name a JDK}"
case $kind in
  base) make_base "$@" ;;
  java) make_java "$@" ;;
  *) fail "expected base or java, but got $kind" ;;
esac
