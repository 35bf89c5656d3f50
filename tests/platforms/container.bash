# shellcheck shell=bash disable=SC2154 # scripts/platforms sets $kept
# Follows docs/Containerfile without a container engine: each stage is a bare root, each RUN a command in it.

recipe_lines() { sed -e '/^#/d' -e '/^$/d' docs/Containerfile | sed -e ':a' -e '/\\$/N; s/\\\n *//; ta'; }

stage_root() { echo "$kept/container-$1"; }

# copy [--from=STAGE] SOURCE... DESTINATION
copy() {
  local from=$PWD
  if [[ $1 == --from=* ]]; then
    from=$(stage_root "${1#--from=}")
    shift
  fi
  local destination=${*: -1}
  [[ $destination == /* ]] || destination=$directory/$destination
  mkdir -p "$root$destination"
  if (($# == 2)) && [[ -d $from/$1 ]]; then
    cp -a "$from/$1/." "$root$destination"
  else
    (cd "$from" && cp -a "${@:1:$#-1}" "$root$destination")
  fi
}

run_as() {
  local become=()
  [[ $user == root ]] || become=(setpriv --reuid "$user" --regid "$user" --init-groups env HOME="/home/$user")
  in_root "$root" "${become[@]}" bash -c "cd '$directory' && $1"
}

follow_recipe() {
  local root directory user=root stage=0 instruction rest words
  while read -r instruction rest <&3; do
    echo "== $instruction $rest"
    read -ra words <<<"$rest"
    case $instruction in
      FROM)
        [[ ${words[0]} == debian:13* ]] || return 1
        stage=$((stage + 1)) directory=/ user=root
        root=$(stage_root "${words[2]-last}")
        make_root "$root" trixie || return 1
        rm -rf "$root/oauthctl/"* # the recipe copies what it needs
        ;;
      WORKDIR) directory=$rest && mkdir -p "$root$directory" ;;
      COPY) copy "${words[@]}" || return 1 ;;
      RUN) run_as "$rest" || return 1 ;;
      USER) user=$rest ;;
      ENTRYPOINT)
        [[ $user != root ]] && run_as 'oauthctl --version && oauthctl demo --no-browser' || return 1
        ;;
      *) echo "unknown instruction $instruction" && return 1 ;;
    esac
  done 3< <(recipe_lines)
}

build_container() { column container recipe follow_recipe; }
