# shellcheck shell=bash
# `sealed TEXT`: the text of a record (docs/token-store.md) with a valid checksum instead of its
# own.
sealed() {
  local LC_ALL=C text hash=$((0xcbf29ce484222325)) i byte
  text=$(sed -E 's/,"checksum":"[0-9a-f]*"\}$//' <<<"$1")
  for ((i = 0; i < ${#text}; i++)); do
    printf -v byte %d "'${text:i:1}"
    hash=$(((hash ^ byte) * 0x100000001b3))
  done
  printf '%s,"checksum":"%016x"}\n' "$text" "$hash"
}

# `expired RECORD`: the same record with an expired access token.
expired() {
  sealed "$(sed -E 's/("expires_at":)[0-9]+/\11/' <<<"$1")"
}
