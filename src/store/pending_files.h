#pragma once

#include <string>
#include <vector>

#include "model/pending_login.h"

namespace oauthctl {

/// `<profile>.pending` in the folder of the records, 0600, whatever store has the record itself.
class PendingFiles final : public PendingLogins {
 public:
  explicit PendingFiles(std::string directory) : directory_(std::move(directory)) {}

  std::optional<PendingLogin> load(std::string_view profile) const override;
  void keep(const PendingLogin& login) override;
  bool update(const PendingLogin& login) override;
  bool take(std::string_view profile) override;
  /// The profiles that have one, sorted.
  std::vector<std::string> profiles() const;

 private:
  std::string path_of(std::string_view profile) const;

  std::string directory_;
};

/// Deletes the file, and one that a killed process was writing. False: nothing was pending. Throws
/// ErrorKind::unavailable.
bool remove_pending(int directory, std::string_view profile, const std::string& folder);

}  // namespace oauthctl
