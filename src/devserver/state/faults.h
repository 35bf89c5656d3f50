#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "base/params.h"
#include "devserver/http/response.h"

namespace oauthctl::devserver {

/// What an endpoint does instead of its work, or to it: for tests of clients.
struct Fault {
  std::string endpoint;  ///< as the statistics name it
  int count = 1;         ///< how many requests it meets
  std::chrono::milliseconds delay{0};
  int status = 0;  ///< answered instead of doing the work; zero: the work is done
  Params headers;
  std::string body;
  bool endless = false;      ///< the body never ends
  bool lose_answer = false;  ///< the work is done, but of its answer only the head is sent

  bool replaces_work() const { return status != 0; }
  void answer(Response& response) const;
};

/// Before the token that those who plant faults must send: its file is a header field, ready for `curl -H @FILE`.
inline constexpr const char* faults_header = "Authorization: Bearer ";

/// The faults that wait for a request.
class Faults {
 public:
  /// Makes the name one that a fault may be for.
  void add_endpoint(const std::string& name) { endpoints_.insert(name); }
  /// False for an endpoint that there is not: it would wait for ever, and a test with it show nothing.
  bool add(Fault fault);
  void clear();
  /// The oldest one for this endpoint.
  std::optional<Fault> take(const std::string& endpoint);

 private:
  std::set<std::string> endpoints_;
  std::mutex mutex_;
  std::list<Fault> waiting_;
};

}  // namespace oauthctl::devserver
