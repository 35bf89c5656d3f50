#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/client_file.h"
#include "model/record.h"
#include "oauth/server/server_report.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {

/// The findings of one file or folder.
struct Permissions {
  bool exists = false;
  bool is_ours = true;
  bool is_writable = true;  ///< by us
  unsigned mode = 0;
};

struct ProgramFacts {
  std::string version = {};        ///< of this program
  std::string front = {};          ///< the path of its twin
  std::string front_version = {};  ///< empty: it cannot be run
  std::string on_path = {};        ///< the `oauthctl` that a shell would run; empty: none
};

struct HomeFacts {
  std::string path = {};  ///< the folder of the records
  Permissions permissions = {};
  std::string cannot_make = {};       ///< if it does not exist: the folder that cannot be written
  std::optional<Error> trouble = {};  ///< why no record can be read
  std::vector<std::string> leftovers = {};
};

struct ClientFacts {
  std::string path = {};     ///< empty: the client is kept in the record
  std::string profile = {};  ///< whose it is; empty: nobody has signed in with it yet
  Permissions permissions = {};
  std::optional<ClientFile> file = {};
  std::optional<Error> trouble = {};
};

struct RedirectFacts {
  std::string uri = {};
  std::optional<Error> trouble = {};
};

struct RouteFacts {
  std::string proxy = {};
  std::string ca_file = {};
  std::string ca_directory = {};
  bool is_readable = true;  ///< the CA file or folder
};

struct ServerFacts {
  std::string url = {};          ///< the issuer, else the token endpoint
  std::string client_file = {};  ///< what names it; may be empty
  bool has_issuer = true;
  std::optional<Error> trouble = {};  ///< no answer, or none that can be read
  bool is_unreachable = false;        ///< the trouble is that no answer came
  std::optional<ServerReport> report = {};
  std::optional<std::chrono::seconds> ahead = {};  ///< how far this machine's clock is before the server's
};

struct BrowserFacts {
  bool is_available = true;
  std::string missing = {};  ///< the program that BROWSER names and nobody finds
};

struct ProfileFacts {
  std::string name = {};
  std::optional<Record> record = {};
  std::optional<Error> trouble = {};           ///< why it cannot be read
  bool is_shared = false;                      ///< with other machines, which may be able to read it
  bool is_other_party = false;                 ///< the client file names another server or client since
  std::string timer = {}, timer_service = {};  ///< in systemctl's words; empty: not known
};

/// A sign-in that waits for `login --complete`.
struct PendingFacts {
  std::string profile = {};
  std::optional<TimePoint> expires_at = {};  ///< nothing: it cannot be read
};

struct ShellFacts {
  std::string name = {};       ///< bash, zsh, fish; empty: another one
  std::string installed = {};  ///< where its completion is; empty: nowhere
  std::string place = {};      ///< where a person's own would be
};

struct UrlFacts {
  std::string url = {};
  bool is_plain = true;  ///< a token may go there at all
  std::optional<std::string> profile = {};
  bool is_found = false;  ///< the profile was found by the URL
  std::optional<Record> record = {};
  std::optional<Error> trouble = {};  ///< which profile it is
  std::optional<Error> no_answer = {};
  int status = 0;
  std::string challenge = {};  ///< WWW-Authenticate
};

/// All that the checks judge.
struct Facts {
  TimePoint now;
  ProgramFacts programs;
  HomeFacts home;
  std::vector<ClientFacts> clients = {};
  std::vector<RedirectFacts> redirects = {};
  RouteFacts route;
  std::vector<ServerFacts> servers = {};
  BrowserFacts browser;
  std::vector<ProfileFacts> profiles = {};
  bool is_profile_named = false;
  std::vector<PendingFacts> pending = {};
  ShellFacts shell;
  std::optional<UrlFacts> url = {};
};

}  // namespace oauthctl::cli
