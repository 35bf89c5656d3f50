#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/provider.h"

namespace oauthctl {

struct ProviderText {
  std::string_view name;
  std::string_view json;
};

/// The providers that come with oauthctl: a folder of files, or their texts.
using InstalledProviders = std::variant<std::string, std::span<const ProviderText>>;

/// The providers that are known here: one JSON file each, installed or in the user's own folder, whose files are
/// preferred. Nothing is read before it is asked for.
class Providers {
 public:
  Providers(InstalledProviders installed, std::string own) : installed_(std::move(installed)), own_(std::move(own)) {}

  /// Sorted, each once.
  std::vector<std::string> names() const;

  /// Throws ErrorKind::usage for an unknown name, with the near ones, and as read_provider() does; ErrorKind::internal
  /// if the installed folder is missing.
  Provider get(std::string_view name, const ProviderVariables& given = {}, Unset unset = Unset::refused) const;

  /// Where the user's own files belong.
  const std::string& own_folder() const { return own_; }

 private:
  [[noreturn]] void fail_unknown(std::string_view name) const;

  InstalledProviders installed_;
  std::string own_;
};

/// Google's client file names only two endpoints. This adds the issuer and the other endpoints, which saves the
/// discovery request. Nothing for endpoints that are not Google's.
std::optional<Provider> add_google(ServerMetadata& server, const Providers& providers);

}  // namespace oauthctl
