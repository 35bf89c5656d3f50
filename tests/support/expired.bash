# shellcheck shell=bash
# `expired RECORD`: the record (docs/token-store.md), its access token with an end in the past, and a checksum that fits.
expired() {
  local LC_ALL=C text hash=$((0xcbf29ce484222325)) i byte
  text=$(sed -E 's/,"checksum":"[0-9a-f]*"\}$//; s/("expires_at":)[0-9]+/\11/' <<<"$1")
  for ((i = 0; i < ${#text}; i++)); do
    printf -v byte %d "'${text:i:1}"
    hash=$(((hash ^ byte) * 0x100000001b3))
  done
  printf '%s,"checksum":"%016x"}\n' "$text" "$hash"
}
