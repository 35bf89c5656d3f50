#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loopback/connections.h"
#include "loopback/peer_owner.h"
#include "loopback/redirect_endpoint.h"
#include "model/callback_listener.h"
#include "model/notices.h"

namespace oauthctl {

class PastedLines;

struct LoopbackOptions {
  std::vector<std::string> redirect_uris;  ///< as registered
  int paste_fd = -1;                       ///< a terminal to take a callback URL from; stays the caller's
  ConnectionLimits limits;
  Occasion occasion = Occasion::sign_in;
  Visitor (*who_is_at)(int fd) = &visitor_at;
  TlsFiles tls = {};  ///< for a redirect URI of https; empty: http
};

/// Waits for the answer in one thread and one poll(): strangers' connections, the terminal, signals and the deadline
/// together, so that none of them can block another (docs/decisions/0001-own-loopback-listener.md).
class LoopbackListener : public CallbackListener {
 public:
  /// Binds and throws as bind_redirect_endpoint does.
  LoopbackListener(const LoopbackOptions& options, Notices& notices);
  LoopbackListener(const LoopbackListener&) = delete;
  LoopbackListener& operator=(const LoopbackListener&) = delete;
  ~LoopbackListener() override;

  std::string redirect_uri() const override { return endpoint_.redirect_uri; }
  void expect_fragment() override { endpoint_.target.in_fragment = true; }
  std::string lead_on(const BrowserTarget& destination, const Secret& name) override;
  bool wait_for_visit(std::chrono::milliseconds patience) override;
  Params wait(const AnswerCheck& is_answer, std::chrono::milliseconds patience) override;
  void finish(bool good) override;
  std::size_t rejected() const override { return rejected_; }

 private:
  using Clock = Connection::Clock;

  /// The address that the browser was given, and where it leads.
  struct Departure {
    Secret path;
    std::string response;
    std::optional<Visitor> first = {};  ///< who was led on
  };

  std::optional<Params> next_answer(const AnswerCheck& is_answer, PastedLines& pasted, Clock::time_point deadline);
  std::vector<pollfd> poll_all(int pasted, Clock::time_point deadline) const;
  std::optional<Params> read_pasted(PastedLines& pasted);
  bool is_departure(std::string_view request) const;
  bool leads_on(Visitor visitor);
  void serve_visitor(Connection& connection);
  std::optional<Params> serve_strangers(const pollfd* connections, const AnswerCheck& is_answer);

  std::string scheme() const { return tls_ ? "https" : "http"; }

  std::optional<ServerTls> tls_;
  int paste_fd_;
  Notices& notices_;
  RedirectEndpoint endpoint_;
  Connections connections_;
  Occasion occasion_;
  Visitor (*who_is_at_)(int fd);
  std::optional<Departure> departure_;
  std::optional<Connection> answered_;  ///< brought the answer and waits for `finish`
  std::size_t rejected_ = 0;
};

}  // namespace oauthctl
