# shellcheck shell=bash
# `sealed TEXT`: the text of a record (docs/token-store.md) with a checksum that fits in place of the one that it has.
sealed() {
  local LC_ALL=C text hash=$((0xcbf29ce484222325)) i byte
  text=$(sed -E 's/,"checksum":"[0-9a-f]*"\}$//' <<<"$1")
  for ((i = 0; i < ${#text}; i++)); do
    printf -v byte %d "'${text:i:1}"
    hash=$(((hash ^ byte) * 0x100000001b3))
  done
  printf '%s,"checksum":"%016x"}\n' "$text" "$hash"
}

# `expired RECORD`: the same record, its access token with an end in the past.
expired() {
  sealed "$(sed -E 's/("expires_at":)[0-9]+/\11/' <<<"$1")"
}
