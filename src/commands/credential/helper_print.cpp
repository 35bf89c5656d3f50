#include "commands/credential/helper_print.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"

namespace oauthctl::cli {
namespace {

/// The name that a server wants beside a token. One that begins with a dot is for all names below it.
struct TokenUser {
  std::string_view host;
  std::string_view name;
};

constexpr TokenUser token_users[] = {
    {"github.com", "x-access-token"},  {"ghcr.io", "x-access-token"},
    {"gitlab.com", "oauth2"},          {"bitbucket.org", "x-token-auth"},
    {"gcr.io", "oauth2accesstoken"},   {".gcr.io", "oauth2accesstoken"},
    {".pkg.dev", "oauth2accesstoken"}, {".googlesource.com", "oauth2accesstoken"},
};
constexpr std::string_view usual_user = "oauth2";

}  // namespace

std::string user_for(const HelperQuestion& question) {
  const std::string host = to_lower(question.server.substr(0, question.server.find(':')));
  for (const auto& [known, name] : token_users) {
    if (host == known || (known.starts_with('.') && host.ends_with(known))) return std::string(name);
  }
  return question.username.empty() ? std::string(usual_user) : question.username;
}

namespace {

std::string git_credential(const HelperQuestion& question, const Record& record) {
  const std::string& token = record.tokens.access_token.reveal();
  std::string out;
  if (question.takes_bearer) {
    out = "capability[]=authtype\nauthtype=" + record.tokens.token_type + "\ncredential=" + token + "\nephemeral=1\n";
  } else {
    out = "username=" + user_for(question) + "\npassword=" + token + '\n';
  }
  if (const auto& end = record.tokens.expires_at)
    out += "password_expiry_utc=" + std::to_string(end->time_since_epoch().count()) + '\n';
  return out;
}

std::string docker_credential(const HelperQuestion& question, const Record& record) {
  return to_text(nlohmann::ordered_json{{"ServerURL", question.server},
                                        {"Username", user_for(question)},
                                        {"Secret", record.tokens.access_token.reveal()}}) +
         '\n';
}

/// A line end in it would begin another line of the answer.
void require_one_line(const Record& record) {
  if (is_visible_ascii(record.tokens.access_token.reveal())) return;
  throw Error(ErrorKind::protocol,
              "the token of profile " + record.profile + " has a character that no token may have");
}

void require_bearer(const CredentialOptions& options, const Record& record) {
  const bool is_bound = type_for(options) == TokenType::access && record.tokens.token_type == dpop_token_type;
  if (!is_bound && record.tokens.is_access_token()) return;
  throw Error(ErrorKind::usage, "the token of profile " + record.profile +
                                    (is_bound ? " is bound to a key, and other programs cannot make the proof for it"
                                              : " is not an access token"));
}

}  // namespace

TokenType type_for(const CredentialOptions& options) {
  return options.type.value_or(options.protocol == HelperProtocol::kubectl ? TokenType::id : TokenType::access);
}

void print_credential(const CredentialOptions& options, const Record& record, TimePoint now, Terminal& terminal) {
  require_bearer(options, record);
  require_one_line(record);
  const HelperQuestion& question = options.question;
  switch (options.protocol) {
    case HelperProtocol::git:
      return terminal.answer(git_credential(question, record));
    case HelperProtocol::docker:
      return terminal.answer(docker_credential(question, record));
    case HelperProtocol::terraform:
      return terminal.answer(to_text(nlohmann::ordered_json{{"token", record.tokens.access_token.reveal()}}) + '\n');
    case HelperProtocol::kubectl:
      return print_token({record, type_for(options), now, {}, question.kube_version}, TokenFormat::kube, terminal);
  }
}

}  // namespace oauthctl::cli
