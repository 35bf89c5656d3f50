#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "browser/launched_program.h"
#include "browser/launchers.h"
#include "model/browser.h"

namespace oauthctl {

/// The browser that $BROWSER names, else the desktop's browser.
class SystemBrowser : public Browser {
 public:
  /// A launcher that fails does so within `patience`. One that still runs after that counts as a browser.
  explicit SystemBrowser(EnvironmentLines environment, std::chrono::milliseconds patience = default_patience)
      : environment_(std::move(environment)), patience_(patience) {}

  bool available() const override;
  std::string open(const std::string& url) override;

 private:
  static constexpr std::chrono::milliseconds default_patience{1500};

  /// $BROWSER's alternatives, then the desktop's.
  std::vector<std::string> entries() const;
  /// Empty if it worked, else the reason why not.
  std::string launch(const std::string& entry, const std::string& url);

  EnvironmentLines environment_;
  std::chrono::milliseconds patience_;
  std::vector<LaunchedProgram> running_;
};

}  // namespace oauthctl
