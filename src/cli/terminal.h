#pragma once

#include <string>
#include <string_view>

#include "base/environment.h"
#include "cli/command.h"
#include "model/notices.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {

/// The three streams as the contract has them: stdout carries the answer, stderr everything for people.
class Terminal : public Notices {
 public:
  Terminal(const GlobalOptions& options, const Environment& environment);

  int verbosity() const { return options_.verbosity; }

  /// The answer, whole. Throws ErrorKind::internal when stdout cannot take it.
  void answer(std::string_view text) const;

  void step(const std::string& text) override;
  void info(const std::string& text) override;
  void warning(const std::string& text) override;
  /// Also to /dev/tty when stderr goes elsewhere: a wrapper that captures it must not hide what a person has to do.
  void instruction(const std::string& text) override;
  void trace(const std::string& line);

  /// The failure for a person; returns the exit code.
  int report(const Error& error) const;

 private:
  void say(std::string_view label, std::string_view text, const char* paint) const;

  GlobalOptions options_;
  bool colored_;
};

}  // namespace oauthctl::cli
