#include "commands/credential/helper_question.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "base/url.h"
#include "commands/credential/git_question.h"

namespace oauthctl::cli {
namespace {

struct ActionWord {
  HelperProtocol protocol;
  std::string_view word;
  HelperAction action;
};

constexpr ActionWord action_words[] = {
    {HelperProtocol::git, "get", HelperAction::get},
    {HelperProtocol::git, "erase", HelperAction::erase},
    {HelperProtocol::git, "store", HelperAction::ignore},
    {HelperProtocol::docker, "get", HelperAction::get},
    {HelperProtocol::docker, "erase", HelperAction::erase},
    {HelperProtocol::docker, "list", HelperAction::list},
    {HelperProtocol::docker, "store", HelperAction::refuse},
    {HelperProtocol::kubectl, "", HelperAction::get},
    {HelperProtocol::terraform, "get", HelperAction::get},
    {HelperProtocol::terraform, "forget", HelperAction::erase},
    {HelperProtocol::terraform, "store", HelperAction::refuse},
};

const ActionWord* find_action(const CredentialOptions& options) {
  const auto* end = std::end(action_words);
  const auto* found = std::find_if(std::begin(action_words), end, [&](const ActionWord& row) {
    return row.protocol == options.protocol && row.word == options.action;
  });
  return found == end ? nullptr : found;
}

std::string_view name_of(HelperProtocol protocol) {
  return credential_command::protocols[static_cast<std::size_t>(protocol)].word;
}

void read_docker(HelperQuestion& question) {
  question.server = std::string(trimmed(question.input.reveal()));
  question.url = url_of_registry(question.server);
  if (question.server.empty() || !Url::parse(question.url))
    throw bad_question(HelperProtocol::docker, "it is not the address of a registry");
}

constexpr std::size_t longest_exec_info = 1U << 20;
constexpr const char* kube_versions[] = {"client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"};

/// https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
void read_kubectl(HelperQuestion& question, const Environment& environment) {
  question.kube_version = kube_versions[0];
  const auto info = environment("KUBERNETES_EXEC_INFO");
  if (!info) return;
  if (info->size() > longest_exec_info) throw bad_question(HelperProtocol::kubectl, "KUBERNETES_EXEC_INFO is too long");
  const JsonObject object = JsonObject::parse(*info, "KUBERNETES_EXEC_INFO", ErrorKind::usage);
  question.kube_version = object.string("apiVersion");
  if (std::find(std::begin(kube_versions), std::end(kube_versions), question.kube_version) == std::end(kube_versions))
    throw bad_question(HelperProtocol::kubectl,
                       "unknown apiVersion " + in_quotes(question.kube_version) + " in KUBERNETES_EXEC_INFO");
  if (object.string("kind") != "ExecCredential")
    throw bad_question(HelperProtocol::kubectl, "KUBERNETES_EXEC_INFO is not an ExecCredential");
  const JsonObject spec = object.object("spec");
  question.may_ask_person = spec.boolean("interactive").value_or(false);
  if (spec.has("cluster")) question.server = question.url = spec.object("cluster").string("server");
}

void read_terraform(HelperQuestion& question, const std::string& host) {
  if (!is_authority(host)) throw bad_question(HelperProtocol::terraform, "its host is not a host");
  question.server = host;
  question.url = "https://" + host;
}

}  // namespace

namespace credential_command {

void check(CredentialOptions& options, GlobalOptions&) {
  const std::string name(name_of(options.protocol));
  const bool is_terraform = options.protocol == HelperProtocol::terraform;
  const bool is_kubectl = options.protocol == HelperProtocol::kubectl;
  const Hint help = Hint::run("oauthctl credential --help");
  if (options.action.empty() && !is_kubectl)
    throw Error(ErrorKind::usage, "credential " + name + " needs ACTION", help);
  if (is_terraform && options.host.empty())
    throw Error(ErrorKind::usage, "credential terraform needs ACTION and HOST", help);
  if (!is_terraform && !options.host.empty()) throw Error(ErrorKind::usage, "HOST is for credential terraform", help);
  if (options.type && !is_kubectl) throw Error(ErrorKind::usage, "--type is for credential kubectl", help);
  if ((is_terraform || is_kubectl) && find_action(options) == nullptr)
    throw Error(ErrorKind::usage, "credential " + name + ": unknown action " + in_quotes(options.action, 40), help);
}

}  // namespace credential_command

bool is_authority(std::string_view host) {
  return !host.empty() && is_visible_ascii(host) && host.find_first_of("/?#@\\") == std::string_view::npos;
}

std::string url_of_registry(const std::string& server) {
  if (server.find("://") != std::string::npos) return server;
  const auto plain = Url::parse("http://" + server);
  return (plain && plain->is_loopback() ? "http://" : "https://") + server;
}

Error bad_question(HelperProtocol protocol, const std::string& why) {
  return Error(ErrorKind::usage, std::string(name_of(protocol)) + "'s request cannot be used: " + why);
}

/// gitcredentials(7): a helper ignores what it does not know.
HelperAction action_of(const CredentialOptions& options) {
  const ActionWord* row = find_action(options);
  if (row != nullptr) return row->action;
  return options.protocol == HelperProtocol::git ? HelperAction::ignore : HelperAction::refuse;
}

HelperQuestion read_question(const CredentialOptions& options, Secret input, const Environment& environment) {
  HelperQuestion question;
  question.input = std::move(input);
  switch (options.protocol) {
    case HelperProtocol::git:
      read_git(question);
      break;
    case HelperProtocol::docker:
      read_docker(question);
      break;
    case HelperProtocol::kubectl:
      read_kubectl(question, environment);
      break;
    case HelperProtocol::terraform:
      read_terraform(question, options.host);
      break;
  }
  return question;
}

}  // namespace oauthctl::cli
