#include "cli/completion.h"

#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "commands/completion/completion_scripts.h"
#include "commands/token/offline.h"
#include "store/binding.h"
#include "store/file/file_store.h"

namespace oauthctl::cli {
namespace {

constexpr std::size_t longest_line = 1U << 20;

std::vector<std::string> words_on_stdin() {
  std::string text;
  if (!read_all(STDIN_FILENO, longest_line, text) || text.size() > longest_line) return {};
  std::vector<std::string> out;
  for (const std::string_view word : split(text, '\0')) out.emplace_back(word);
  return out;
}

/// Only what is on the disk: a credential helper might ask for a password.
void add_profiles(Completion& completion, const std::string& folder) {
  for (const std::string& profile : FileStore(folder).profiles()) completion.add(profile, "profile");
  for (const std::string& profile : bound_profiles(folder)) completion.add(profile, "profile in another store");
}

/// Those that the profile has.
void add_scopes(Completion& completion, const std::string& folder, const std::string& profile) {
  const auto record = FileStore(folder).load(profile);
  if (!record) return;
  for (const std::string& scope : words(granted_scope(*record))) completion.add(scope, "scope of " + profile);
}

void add_known(Completion& completion, const GlobalOptions& global, const ProfilesFolder& folder) {
  try {
    if (completion.values == ValueKind::profiles) add_profiles(completion, folder(global));
    if (completion.values == ValueKind::scopes) add_scopes(completion, folder(global), global.profile);
  } catch (const Error&) {
    // The shell has no place for a message.
  }
}

std::string lines_of(const Completion& completion) {
  std::string out;
  for (const auto& [word, help] : completion.candidates) out += printable(word) + '\t' + printable(help, 100) + '\n';
  if (completion.values == ValueKind::files) out += ":files\n";
  if (completion.values == ValueKind::folders) out += ":folders\n";
  if (completion.values == ValueKind::programs) out += ":programs\n";
  return out;
}

}  // namespace

int answer(const CompletionOptions& options, GlobalOptions global, const ProfilesFolder& folder, Terminal& terminal) {
  if (!options.words) {
    terminal.answer(completion_script(options.shell));
    return 0;
  }
  Completion completion = complete(words_on_stdin(), descriptions, global_options(), global);
  add_known(completion, global, folder);
  terminal.answer(lines_of(completion));
  return 0;
}

}  // namespace oauthctl::cli
