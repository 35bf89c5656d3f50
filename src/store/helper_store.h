#pragma once

#include "model/store.h"
#include "store/credential_helper.h"

namespace oauthctl {

/// Records in a credential helper, each under the URL `oauthctl://<profile>`. Locks are files in `directory`: a helper
/// has none. How durable a record is, and whether its replacement is atomic, is the helper's promise.
class HelperStore final : public TokenStore {
 public:
  HelperStore(std::string name, std::string directory, const EnvironmentLines& ours,
              std::chrono::milliseconds patience = std::chrono::seconds(30));

  std::optional<Record> load(std::string_view profile) const override;
  /// Its make_room() has the helper keep as long a secret as the record is, and give it back: one that is locked, or
  /// cuts what is long, is noticed before there is anything to lose.
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  Hold begin_login(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

 private:
  std::string name_;
  std::string directory_;
  CredentialHelper helper_;
};

}  // namespace oauthctl
