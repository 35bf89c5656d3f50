#include "main_store.h"

#include "store/binding.h"
#include "store/checksum.h"
#include "store/file_store.h"
#include "store/local_copies.h"

namespace oauthctl {
namespace {

bool concerns_all_profiles(const cli::Command& command) {
  if (std::holds_alternative<cli::StatusCommand>(command)) return true;
  const auto* logout = std::get_if<cli::LogoutCommand>(&command);
  return logout != nullptr && logout->all;
}

/// Nothing: more than one, or one that is not known yet.
std::optional<StoreUrl> only_store(const cli::Invocation& invocation, const Paths& paths) {
  if (auto named = named_store(invocation.global)) return named;
  if (concerns_all_profiles(invocation.command)) {
    return bound_profiles(paths.profiles).empty() ? std::optional<StoreUrl>(StoreUrl{}) : std::nullopt;
  }
  const auto bound = bound_store(paths.profiles, invocation.global.profile);
  return bound ? parse_store_url(*bound, paths.profiles) : StoreUrl{};
}

}  // namespace

std::optional<StoreUrl> named_store(const cli::GlobalOptions& global) {
  if (!global.store) return std::nullopt;
  return parse_store_url(*global.store, "--store");
}

std::string copies_of(const StoreUrl& url, const Paths& paths) {
  return paths.copies + '/' + checksum_of(url.text);
}

StoreOnDisk store_on_disk(const cli::Invocation& invocation, const Paths& paths) {
  const auto url = only_store(invocation, paths);
  if (url && url->kind == StoreUrl::Kind::file) return {std::make_unique<FileStore>(paths.profiles)};
  if (url && url->kind == StoreUrl::Kind::etcd) {
    return {std::make_unique<LocalCopies>(copies_of(*url, paths)), cli::Records::copies};
  }
  return {};
}

}  // namespace oauthctl
