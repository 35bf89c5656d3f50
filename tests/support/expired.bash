# shellcheck shell=bash
# `sealed TEXT`: the text of a record (docs/token-store.md) with a valid checksum instead of its own. Perl counts as
# bash does, and a thousand times as fast.
sealed() {
  local text
  text=$(sed -E 's/,"checksum":"[0-9a-f]*"\}$//' <<<"$1")
  printf '%s' "$text" | perl -e 'use integer; local $/; my ($text, $hash) = (<STDIN>, 0xcbf29ce484222325);
    $hash = ($hash ^ $_) * 0x100000001b3 for unpack "C*", $text;
    printf "%s,\"checksum\":\"%016x\"}\n", $text, $hash'
}

# `expired RECORD`: the same record with expired access tokens.
expired() {
  sealed "$(sed -E 's/("expires_at":)[0-9]+/\11/g' <<<"$1")"
}
