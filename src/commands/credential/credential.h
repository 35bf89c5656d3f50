#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"
#include "commands/token/token.h"
#include "oauthctl/secret.h"

namespace oauthctl::cli {

/// Whose helper protocol is spoken, in the order of the words.
enum class HelperProtocol { git, docker, kubectl, terraform };

/// The program says on stdin, or in its environment, which credential it wants or gives back.
struct HelperQuestion {
  Secret input;                    ///< all of stdin, for the twin to read again
  std::string url;                 ///< where the credential goes; empty: the program does not say
  std::string server;              ///< the same in the program's words, for its answer
  std::string username;            ///< empty: any
  std::optional<Secret> password;  ///< the one that was rejected
  bool takes_bearer = false;       ///< git sends a token as such, and the server has not asked for a password
  bool may_ask_person = false;     ///< kubectl is at a terminal
  std::string kube_version;        ///< of the ExecCredential
};

struct CredentialOptions {
  HelperProtocol protocol = HelperProtocol::git;
  std::string action;  ///< what the program asks for; kubectl asks for nothing
  std::string host;    ///< terraform names it here; the others by other ways
  std::optional<TokenType> type;
  // Filled when the question is read (helper_input.h).
  HelperQuestion question = {};
  bool is_found = false;  ///< the profile is known to serve the URL, also if it has signed out
};

namespace credential_command {

/// Throws ErrorKind::usage for an action that is missing, or of another program. git and docker may learn new ones, and
/// are told so in their own way.
void check(CredentialOptions& options, GlobalOptions& global);

using Credential = Fills<CredentialOptions>;

inline constexpr Word protocols[] = {
    {"git", "get, store and erase, for git credential"},
    {"docker", "get, list and erase, for docker, podman, skopeo and buildah"},
    {"kubectl", "an ExecCredential, for kubectl and other Kubernetes clients"},
    {"terraform", "get and forget HOST, for terraform and opentofu"},
};

inline constexpr Word types[] = {{"access", "the access token"}, {"id", "the ID token (default)"}};

inline constexpr Option table[] = {
    {.name = "PROGRAM",
     .help = "which program asks:",
     .words = protocols,
     .required = true,
     .fill = Credential::to<&CredentialOptions::protocol>},
    {.name = "ACTION", .help = "what it asks for", .fill = Credential::to<&CredentialOptions::action>},
    {.name = "HOST", .help = "for which host, for terraform", .fill = Credential::to<&CredentialOptions::host>},
    {.name = "--type",
     .value = "TYPE",
     .group = "For kubectl",
     .help = "which token:",
     .words = types,
     .fill = Credential::to<&CredentialOptions::type>},
};

inline constexpr Example examples[] = {
    {"echo url=https://git.example.com | oauthctl credential git get"},
    {"echo registry.example.com | oauthctl credential docker get"},
    {"oauthctl credential kubectl -p work"},
    {"oauthctl credential terraform get app.terraform.io"},
};

}  // namespace credential_command

template <>
inline constexpr Description description_of<CredentialOptions> =
    complete({.name = "credential",
              .group = "Use the token",
              .summary = "Give the token to git, docker, kubectl or terraform",
              .options = credential_command::table,
              .examples = credential_command::examples,
              .check = credential_command::Credential::check<credential_command::check>});

}  // namespace oauthctl::cli
