#include "main_store.h"

#include "store/binding.h"
#include "store/file_store.h"

namespace oauthctl {
namespace {

bool concerns_all_profiles(const cli::Command& command) {
  if (std::holds_alternative<cli::StatusCommand>(command)) return true;
  const auto* logout = std::get_if<cli::LogoutCommand>(&command);
  return logout != nullptr && logout->all;
}

bool is_all_in_files(const cli::Invocation& invocation, const Paths& paths) {
  if (const auto named = named_store(invocation.global)) return named->kind == StoreUrl::Kind::file;
  if (concerns_all_profiles(invocation.command)) return bound_profiles(paths.profiles).empty();
  return !bound_store(paths.profiles, invocation.global.profile);
}

}  // namespace

std::optional<StoreUrl> named_store(const cli::GlobalOptions& global) {
  if (!global.store) return std::nullopt;
  return parse_store_url(*global.store, "--store");
}

std::unique_ptr<TokenStore> store_on_disk(const cli::Invocation& invocation, const Paths& paths) {
  if (!is_all_in_files(invocation, paths)) return nullptr;
  return std::make_unique<FileStore>(paths.profiles);
}

}  // namespace oauthctl
