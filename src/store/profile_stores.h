#pragma once

#include <functional>
#include <map>

#include "model/store.h"

namespace oauthctl {

/// Opens the store that a URL names.
using StoreOpener = std::function<std::unique_ptr<TokenStore>(const std::string& url)>;

/// Each profile in the store that its sign-in chose (binding.h). A move to another store names the new one before it
/// deletes the record in the old one, so that a profile is found at every moment of it.
class ProfileStores final : public TokenStore {
 public:
  ProfileStores(std::string directory, StoreOpener open) : directory_(std::move(directory)), open_(std::move(open)) {}

  std::optional<Record> load(std::string_view profile) const override;
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  Hold begin_login(std::string_view profile) override;
  /// Those in the file store, and those that are bound to another.
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

 private:
  TokenStore& opened(const std::string& url) const;
  std::string url_of(std::string_view profile) const;
  TokenStore& of(std::string_view profile) const { return opened(url_of(profile)); }

  std::string directory_;
  StoreOpener open_;
  mutable std::map<std::string, std::unique_ptr<TokenStore>> opened_;
};

}  // namespace oauthctl
