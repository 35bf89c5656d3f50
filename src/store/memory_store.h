#pragma once

#include <map>

#include "model/store.h"

namespace oauthctl {

/// Keeps records only in memory, for as long as it exists. For one thread, so every turn is free.
class MemoryStore final : public TokenStore {
 public:
  std::optional<Record> load(std::string_view profile) const override;
  std::unique_ptr<Turn> take_turn(std::string_view profile, std::chrono::milliseconds patience) override;
  Hold begin_login(std::string_view profile) override;
  std::vector<std::string> profiles() const override;
  std::string where(std::string_view profile) const override;

 private:
  std::map<std::string, Record, std::less<>> records_;
};

}  // namespace oauthctl
