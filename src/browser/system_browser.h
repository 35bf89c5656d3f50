#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "browser/launched_program.h"
#include "browser/launchers.h"
#include "model/browser.h"

namespace oauthctl {

/// The browser that $BROWSER names, else the one of the desktop.
class SystemBrowser : public Browser {
 public:
  /// A launcher that fails does so within `patience`; one that still runs then is taken for a browser.
  explicit SystemBrowser(EnvironmentLines environment, std::chrono::milliseconds patience = default_patience)
      : environment_(std::move(environment)), patience_(patience) {}

  bool available() const override;
  std::string open(const std::string& url) override;

 private:
  static constexpr std::chrono::milliseconds default_patience{1500};

  /// $BROWSER's alternatives, then the desktop's.
  std::vector<std::string> entries() const;
  /// Empty when it worked, else why it did not.
  std::string launch(const std::string& entry, const std::string& url);

  EnvironmentLines environment_;
  std::chrono::milliseconds patience_;
  std::vector<LaunchedProgram> running_;
};

}  // namespace oauthctl
