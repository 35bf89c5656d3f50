#pragma once

#include "cli/fill.h"
#include "cli/global_options.h"
#include "oauth/client/registration.h"

namespace oauthctl::cli {

/// Exactly one of `issuer`, `read`, `update`, `remove` and `metadata_document` is set. Files are paths.
struct RegisterOptions {
  std::string issuer;
  ClientMetadata wanted;
  std::string initial_access_token_file;  ///< `-` for standard input; empty: none is needed
  std::string out = "secrets.json";
  std::string read;  ///< a client file, as the other two
  std::string update;
  std::string remove;
  std::string metadata_document;  ///< a URL
};

namespace register_command {

using Register = Fills<RegisterOptions>;

inline void check(RegisterOptions& options, GlobalOptions&) {
  const int named = !options.issuer.empty() + !options.read.empty() + !options.update.empty() +
                    !options.remove.empty() + !options.metadata_document.empty();
  if (named != 1)
    throw Error(ErrorKind::usage,
                "register takes one of ISSUER, --read FILE, --update FILE, --delete FILE and --metadata-document URL",
                Hint::run("oauthctl register --help"));
}

inline constexpr Option table[] = {
    {.name = "ISSUER",
     .help = "the URL of the server to register with",
     .fill = Register::to<&RegisterOptions::issuer>},
    {.name = "--redirect-uri",
     .value = "URI",
     .help = "where the server sends the browser after the sign-in",
     .repeatable = true,
     .fill = Register::to<&RegisterOptions::wanted, &ClientMetadata::redirect_uris>},
    {.name = "--name",
     .value = "NAME",
     .help = "what people see when they are asked for consent",
     .fill = Register::to<&RegisterOptions::wanted, &ClientMetadata::client_name>},
    {.name = "--initial-access-token-file",
     .value = "FILE",
     .help = "a file with the token that some servers ask for, - for stdin",
     .fill = Register::to<&RegisterOptions::initial_access_token_file>},
    {.name = "--out",
     .value = "FILE",
     .help = "the client file to write (default ./secrets.json)",
     .fill = Register::to<&RegisterOptions::out>},
    {.name = "--read",
     .value = "FILE",
     .group = "A client that is registered",
     .help = "show what the server knows about the client of this client file",
     .fill = Register::to<&RegisterOptions::read>},
    {.name = "--update",
     .value = "FILE",
     .group = "A client that is registered",
     .help = "change that client's name or redirect URIs",
     .fill = Register::to<&RegisterOptions::update>},
    {.name = "--delete",
     .value = "FILE",
     .group = "A client that is registered",
     .help = "end that client's registration",
     .fill = Register::to<&RegisterOptions::remove>},
    {.name = "--metadata-document",
     .value = "URL",
     .group = "A client without a registration",
     .help = "print the document to host at URL, which is then the client id",
     .fill = Register::to<&RegisterOptions::metadata_document>},
};

inline constexpr Example examples[] = {
    {"oauthctl register https://accounts.example.com --out client.json"},
    {"oauthctl register --update client.json --name \"My tool\""},
    {"oauthctl register --delete client.json"},
    {"oauthctl register --metadata-document https://example.com/oauthctl.json"},
};

}  // namespace register_command

template <>
inline constexpr Description description_of<RegisterOptions> =
    complete({.name = "register",
              .group = "Manage",
              .summary = "Register a client with a server",
              .options = register_command::table,
              .examples = register_command::examples,
              .check = register_command::Register::check<register_command::check>});

}  // namespace oauthctl::cli
