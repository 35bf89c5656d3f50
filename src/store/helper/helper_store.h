#pragma once

#include "model/store.h"
#include "store/helper/credential_helper.h"

namespace oauthctl {

/// Records in a credential helper, each under the URL `oauthctl://<profile>`. Locks are files in `directory`: a helper
/// has none. Durable and atomic replacement depend on the helper.
class HelperStore final : public TokenStore {
 public:
  HelperStore(std::string name, std::string directory, const EnvironmentLines& ours,
              std::chrono::milliseconds patience = std::chrono::seconds(30));

  std::optional<Record> load(std::string_view profile) const override;
  /// Its make_room() stores a secret of the record's length in the helper and reads it back, so that a helper that is
  /// locked or truncates long secrets is noticed before anything can be lost.
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
