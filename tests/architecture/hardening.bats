# All protections of the compiler and the linker are on in every program, and none was given up for speed.
load ../support/programs

programs() { echo "$OAUTHCTL_BIN/oauthctl" "$OAUTHCTL_LIBEXEC"/*; }

@test "position independent, so that addresses are random" {
  for program in $(programs); do readelf --file-header "$program" | grep -q 'Type: *DYN'; done
}

@test "relocations are done at the start and read-only from then on" {
  for program in $(programs); do
    readelf --wide --segments "$program" | grep -q GNU_RELRO
    readelf --dynamic "$program" | grep -qE 'BIND_NOW|Flags:.* NOW'
  done
}

@test "the stack is not executable, and is guarded by canaries" {
  for program in $(programs); do
    readelf --wide --segments "$program" | grep -qE 'GNU_STACK .* RW '
    readelf --wide --symbols "$program" | grep -q __stack_chk_fail
  done
}
