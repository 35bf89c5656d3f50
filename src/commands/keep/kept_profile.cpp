#include "commands/keep/kept_profile.h"

#include <algorithm>

#include "base/duration.h"
#include "base/text.h"
#include "cli/hint.h"
#include "commands/token/lasting_token.h"
#include "commands/token/lasts.h"
#include "commands/token/token_formats.h"
#include "model/id_token_expiry.h"

namespace oauthctl::cli {
namespace {

using namespace std::chrono_literals;

/// Between two renewals, whatever lifetimes the server gives.
constexpr milliseconds shortest_rest = 1s;
/// Without another reason, because not every store tells when a record changes.
constexpr milliseconds longest_rest = 5min;

/// At the start somebody is there to mend it. Later the file may be one that is being edited.
bool will_pass(ErrorKind kind) {
  return kind != ErrorKind::usage && kind != ErrorKind::internal && kind != ErrorKind::refused;
}

TokenLife life_of(const Record& record, TokenType type) {
  const TokenSet& tokens = record.tokens;
  const auto end = type == TokenType::id ? id_token_expiry(tokens.id_token) : std::nullopt;
  return {tokens.obtained_at, end ? end : tokens.expires_at};
}

}  // namespace

KeptProfile::KeptProfile(std::string name, const Surroundings& surroundings)
    : name_(std::move(name)), around_(surroundings) {
  for (const KeptFile& file : around_.options.files) {
    if (file.profile == name_) files_.push_back({OutFile(file.path), file.format});
  }
}

void KeptProfile::tend() {
  try {
    look();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    if (!has_token() && !will_pass(error.kind())) throw;
    fail(error);
  }
}

void KeptProfile::look() {
  seen_ = signed_in(around_.services.store.load(name_));
  if (!seen_) {
    empty_files();
    throw not_signed_in(name_, around_.services.store);
  }
  if (is_refused(*seen_)) {
    trouble_ = refusal_;
    return;
  }
  if (token_of(*seen_) != written_ && lasts(*seen_, around_.options.type, around_.services.clock(), 0s)) put(*seen_);
  const Moment now = around_.now();
  if (due_ && due_->left(now) > 0ms) {
    failures_ = 0;
    trouble_.reset();
    return;
  }
  if (now.running < not_before_) return;
  TokenDemand demand;
  demand.refresh = true;
  put(lasting_token(name_, around_.options.type, demand, around_.services));
  not_before_ = around_.now().running + shortest_rest;
}

const Secret& KeptProfile::token_of(const Record& record) const {
  return around_.options.type == TokenType::id ? record.tokens.id_token : record.tokens.access_token;
}

bool KeptProfile::is_refused(const Record& record) const {
  return refused_ && refused_->serial == record.serial && refused_->tokens.access_token == record.tokens.access_token;
}

void KeptProfile::put(const Record& record) {
  const bool is_new = write(record);
  written_ = token_of(record);
  due_.emplace(life_of(record, around_.options.type), around_.now(), around_.jitter());
  failures_ = 0;
  trouble_.reset();
  refused_.reset();
  const milliseconds left = due_->left(around_.now());
  around_.services.notices.step("profile " + name_ + " has a fresh token" +
                                (left == milliseconds::max()
                                     ? ", which does not expire"
                                     : "; next renewal in " + describe(std::chrono::ceil<std::chrono::seconds>(left))));
  if (is_new) around_.on_renew(name_);
}

/// Whether one of the files changed.
bool KeptProfile::write(const Record& record) {
  bool changed = false;
  for (const auto& [file, format] : files_) {
    const PrintedToken token{record, around_.options.type, around_.services.clock(), around_.options.user};
    // A warning about the format is said once.
    const std::string text = has_token() ? format_token(token, format) : token_text(token, format, around_.terminal);
    if (file.holds(text)) continue;
    file.write(text);
    changed = true;
  }
  return changed;
}

/// Somebody signed out. Without a token of ours in them, the files are not ours to empty.
void KeptProfile::empty_files() {
  if (!has_token()) return;
  for (const auto& [file, format] : files_) file.write("");
  written_ = Secret();
  due_.reset();
}

void KeptProfile::fail(const Error& error) {
  const bool is_news = !needs_person();
  // The service manager gets it, too, and it may be said when the secrets in it are forgotten.
  trouble_.emplace(error.kind(), around_.terminal.secrets().clean_message(error.message()), error.hint());
  if (needs_person()) {
    refused_ = seen_;
    refusal_ = trouble_;
    if (is_news && has_others()) around_.services.notices.warning("the other files are kept fresh; " + state());
    if (is_news) around_.on_login_required(name_);
    return;
  }
  const milliseconds pause = pause_after(++failures_, around_.jitter());
  not_before_ = around_.now().running + pause;
  around_.services.notices.warning("profile " + name_ + ": " + error.message() + "; trying again in " +
                                   describe(std::chrono::ceil<std::chrono::seconds>(pause)));
}

std::string KeptProfile::state() const {
  if (!trouble_) return {};
  const std::string& command = trouble_->hint().command();
  const bool has_command = needs_person() && !command.empty();
  return printable(trouble_->message()) +
         (has_command ? "; sign in: " + typed_again(command, around_.global) : std::string());
}

bool KeptProfile::has_others() const {
  const std::vector<KeptFile>& files = around_.options.files;
  return std::any_of(files.begin(), files.end(), [&](const KeptFile& file) { return file.profile != name_; });
}

milliseconds KeptProfile::rest(const Moment& now) const {
  if (needs_person()) return longest_rest;
  const milliseconds due = failures_ == 0 && due_ ? due_->left(now) : 0ms;
  return std::min(longest_rest, std::max(due, not_before_ - now.running));
}

}  // namespace oauthctl::cli
