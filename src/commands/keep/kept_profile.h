#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "commands/files/out_file.h"
#include "commands/keep/keep.h"
#include "commands/keep/schedule.h"
#include "session/services.h"

namespace oauthctl::cli {

/// The surroundings of a keeper; nothing here is owned.
struct Surroundings {
  const KeepOptions& options;
  const GlobalOptions& global;
  const Services& services;
  Terminal& terminal;
  std::function<Moment()> now;
  std::function<double()> jitter;  ///< from 0 to 1
  std::function<void(milliseconds longest)> wait;
  std::function<void(const std::string& lines)> tell;  ///< the service manager
  std::function<void(const std::string& profile)> on_renew;
  std::function<void(const std::string& profile)> on_login_required;
};

/// One profile and the files with its token.
class KeptProfile {
 public:
  /// Throws ErrorKind::usage for a file that cannot be there.
  KeptProfile(std::string name, const Surroundings& surroundings);

  /// Writes a token that somebody else obtained, renews the token if it is due, and empties the files if somebody
  /// signed out. A failure is remembered, except at the start: one that will not pass is thrown.
  void tend();

  /// How long there is nothing to do.
  milliseconds rest(const Moment& now) const;

  const std::string& name() const { return name_; }
  bool has_token() const { return !written_.empty(); }
  /// The trouble in a line, with the command that helps; empty: none.
  std::string state() const;
  /// Null: nothing is wrong.
  const Error* trouble() const { return trouble_ ? &*trouble_ : nullptr; }
  bool needs_person() const { return trouble_ && trouble_->kind() == ErrorKind::login_required; }

 private:
  void look();
  void put(const Record& record);
  void empty_files();
  bool write(const Record& record);
  void fail(const Error& error);
  const Secret& token_of(const Record& record) const;
  bool is_refused(const Record& record) const;
  bool has_others() const;

  struct File {
    OutFile file;
    TokenFormat format;
  };

  std::string name_;
  const Surroundings& around_;
  std::vector<File> files_;
  Secret written_;  ///< the token in the files; empty: none yet
  std::optional<RenewalTime> due_;
  std::optional<Record> seen_;     ///< at the last look
  std::optional<Record> refused_;  ///< its grant is gone: only a new sign-in helps
  std::optional<Error> refusal_;
  std::optional<Error> trouble_;
  int failures_ = 0;  ///< in a row
  milliseconds not_before_{};
};

}  // namespace oauthctl::cli
