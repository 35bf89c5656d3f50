#include "commands/completion/completion_scripts.h"

namespace oauthctl::cli {
namespace {

// bash splits words at = and : too, so the words are put together again from the line.
constexpr std::string_view bash_script = R"sh(# bash completion for oauthctl
_oauthctl() {
  local rest=${COMP_LINE:0:COMP_POINT} words=() trimmed i line last cut
  for ((i = 0; i <= COMP_CWORD; i++)); do
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    if ((i == 0)) || [[ $trimmed != "$rest" ]]; then words+=(''); fi
    if ((i == COMP_CWORD)); then
      words[${#words[@]} - 1]+=$trimmed
    else
      words[${#words[@]} - 1]+=${COMP_WORDS[i]}
      rest=${trimmed#"${COMP_WORDS[i]}"}
    fi
  done
  last=${words[${#words[@]} - 1]}
  cut=
  if [[ $last == *[=:]* ]]; then cut=${last%"${last##*[=:]}"}; fi
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files)
        compopt -o filenames
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${last#"$cut"}")
        ;;
      :folders)
        compopt -o filenames
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "${last#"$cut"}")
        ;;
      :programs)
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -c -- "${last#"$cut"}")
        ;;
      *)
        line=${line%%$'\t'*}
        COMPREPLY+=("${line#"$cut"}")
        ;;
    esac
  done < <(printf '%s\0' "${words[@]:1}" | "${1/#\~/$HOME}" completion bash --words 2>/dev/null)
}
complete -F _oauthctl oauthctl
)sh";

constexpr std::string_view zsh_script = R"sh(#compdef oauthctl
# zsh completion for oauthctl
_oauthctl() {
  local -a lines found
  local line
  lines=("${(@f)$(print -rNn -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" |
    "${(Q)words[1]/#\~/$HOME}" completion zsh --words 2>/dev/null)}")
  for line in $lines; do
    case $line in
      :files) compset -P '-*=' ; _files ;;
      :folders) compset -P '-*=' ; _files -/ ;;
      :programs) _command_names -e ;;
      ?*)
        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        ;;
    esac
  done
  (( $#found )) && _describe -V oauthctl found
  return 0
}
if [[ ${funcstack[1]} == _oauthctl ]]; then
  _oauthctl "$@"
else
  compdef _oauthctl oauthctl
fi
)sh";

constexpr std::string_view fish_script = R"sh(# fish completion for oauthctl
function __oauthctl_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l kept (string match -r -- '^-[^=]*=' $last)
    set -l typed (string replace -r -- '^-[^=]*=' '' $last)
    set -l program $words[1]
    set -e words[1]
    for line in (printf '%s\0' $words "$last" | $program completion fish --words 2>/dev/null)
        switch $line
            case ':files'
                printf '%s\n' "$kept"(__fish_complete_path "$typed")
            case ':folders'
                printf '%s\n' "$kept"(__fish_complete_directories "$typed")
            case ':programs'
                complete -C "$typed"
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c oauthctl -f -k -a '(__oauthctl_complete)'
)sh";

}  // namespace

std::string_view completion_script(Shell shell) {
  constexpr std::string_view scripts[] = {bash_script, zsh_script, fish_script};
  return scripts[static_cast<std::size_t>(shell)];
}

}  // namespace oauthctl::cli
