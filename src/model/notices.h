#pragma once

#include <string>

namespace oauthctl {

/// Tells a person what happens while a command runs. Texts hold no secrets and no untrusted raw text.
class Notices {
 public:
  virtual ~Notices() = default;
  virtual void step(const std::string& text) = 0;         ///< one line per step, for `-v`
  virtual void info(const std::string& text) = 0;         ///< the outcome; silent with `--quiet`
  virtual void warning(const std::string& text) = 0;      ///< silent with `--quiet`
  virtual void instruction(const std::string& text) = 0;  ///< what a person must do now: never silent
};

}  // namespace oauthctl
