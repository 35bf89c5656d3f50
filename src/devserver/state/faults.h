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

/// A failure of an endpoint, for tests of clients.
struct Fault {
  std::string endpoint;  ///< as in the statistics
  int count = 1;         ///< for how many requests
  std::chrono::milliseconds delay{0};
  int status = 0;  ///< the answer instead of the work; zero: the work is done
  Params headers;
  std::string body;
  bool endless = false;      ///< the body never ends
  bool lose_answer = false;  ///< the work is done, but only the head of its answer is sent

  bool replaces_work() const { return status != 0; }
  void answer(Response& response) const;
};

/// Before the token that those who plant faults must send: its file is a header field, ready for `curl -H @FILE`.
inline constexpr const char* faults_header = "Authorization: Bearer ";

/// The faults that wait for a request.
class Faults {
 public:
  /// Allows faults for an endpoint of this name.
  void add_endpoint(const std::string& name) { endpoints_.insert(name); }
  /// False: the endpoint does not exist. The fault would wait for ever, and its test would prove nothing.
  bool add(Fault fault);
  void clear();
  /// The oldest fault for this endpoint.
  std::optional<Fault> take(const std::string& endpoint);

 private:
  std::set<std::string> endpoints_;
  std::mutex mutex_;
  std::list<Fault> waiting_;
};

}  // namespace oauthctl::devserver
