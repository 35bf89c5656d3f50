#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/provider.h"

namespace oauthctl {

/// The providers that are known here: one JSON file each, in the folder that was installed and in the user's own, whose
/// files are preferred. Nothing is read before it is asked for.
class Providers {
 public:
  Providers(std::string installed, std::string own) : installed_(std::move(installed)), own_(std::move(own)) {}

  /// Sorted, each once.
  std::vector<std::string> names() const;

  /// Throws ErrorKind::usage for an unknown name, with the near ones, and as read_provider() does; ErrorKind::internal
  /// if the installed folder is missing.
  Provider get(std::string_view name, const ProviderVariables& given = {}, Unset unset = Unset::refused) const;

  /// Where the user's own files belong.
  const std::string& own_folder() const { return own_; }

 private:
  std::string installed_;
  std::string own_;
};

/// Google's client file names only two endpoints. This adds the issuer and the other endpoints, which saves the
/// discovery request. Nothing for endpoints that are not Google's.
std::optional<Provider> add_google(ServerMetadata& server, const Providers& providers);

}  // namespace oauthctl
