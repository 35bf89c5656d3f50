#include "loopback/listener.h"

#include <algorithm>

#include "base/duration.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "base/url.h"
#include "loopback/paste.h"
#include "oauthctl/error.h"

namespace oauthctl {
namespace {

using std::chrono::milliseconds;

/// A signal that arrives between the check and poll() is noticed this much later. The same goes for a job's return to
/// the foreground.
constexpr milliseconds longest_poll{500};

/// How long the browser may take to fetch the last page.
constexpr milliseconds farewell{500};

[[noreturn]] void fail_in_time(milliseconds patience) {
  throw Error(
      ErrorKind::timeout,
      "nobody finished the sign-in within " + describe(std::chrono::duration_cast<std::chrono::seconds>(patience)),
      Hint::run("oauthctl login --timeout 15m", "to wait longer"));
}

[[noreturn]] void fail_visited_twice() {
  throw Error(ErrorKind::refused,
              "the browser's address was visited twice: another user of this machine may have opened it first",
              Hint::run("oauthctl login --no-browser", "open the URL yourself"));
}

}  // namespace

LoopbackListener::LoopbackListener(const LoopbackOptions& options, Notices& notices)
    : tls_(options.tls.empty() ? std::nullopt : std::optional<ServerTls>(options.tls)),
      paste_fd_(options.paste_fd),
      notices_(notices),
      endpoint_(bind_redirect_endpoint(options.redirect_uris, scheme())),
      connections_(options.limits, tls_ ? &*tls_ : nullptr),
      occasion_(options.occasion),
      who_is_at_(options.who_is_at) {}

LoopbackListener::~LoopbackListener() {
  LoopbackListener::finish(false);
}

std::string LoopbackListener::lead_on(const BrowserTarget& destination, const Secret& name) {
  const auto url = Url::parse(destination.url);
  // Written again, so that whatever reads it reads it as we do.
  if (!url || (url->scheme != "http" && url->scheme != "https"))
    throw Error(ErrorKind::internal, "a URL for the browser is not http or https");
  const std::string path = "/browser/" + name.reveal();
  departure_ = Departure{Secret(path), lead_on_response({url->text(), destination.form})};
  return scheme() + "://" + endpoint_.target.host + ':' + std::to_string(endpoint_.target.port) + path;
}

bool LoopbackListener::wait_for_visit(milliseconds patience) {
  const auto nobody = [](const Params&) { return false; };
  PastedLines nothing(-1);
  const auto deadline = Clock::now() + patience;
  while (departure_ && !departure_->first && Clock::now() < deadline) {
    throw_if_interrupted();
    next_answer(nobody, nothing, deadline);
  }
  // For the browser to take the page.
  for (const auto end = Clock::now() + farewell; !connections_.empty() && Clock::now() < end;)
    next_answer(nobody, nothing, end);
  return departure_ && departure_->first.has_value();
}

Params LoopbackListener::wait(const AnswerCheck& is_answer, milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  PastedLines pasted(paste_fd_);
  if (pasted.fd_to_watch() >= 0)
    notices_.instruction(
        "or paste the URL that the browser ends up at into this terminal and press Enter (it is not shown)");
  while (true) {
    throw_if_interrupted();
    if (Clock::now() >= deadline) fail_in_time(patience);
    auto answer = next_answer(is_answer, pasted, deadline);
    if (!answer) continue;
    endpoint_.sockets.clear();
    connections_.clear();
    return *std::move(answer);
  }
}

std::optional<Params> LoopbackListener::next_answer(const AnswerCheck& is_answer, PastedLines& pasted,
                                                    Clock::time_point deadline) {
  const auto polled = poll_all(pasted.fd_to_watch(), deadline);
  if (polled[0].revents != 0) {
    if (auto params = read_pasted(pasted)) return params;
  }
  return serve_strangers(polled.data() + 1 + endpoint_.sockets.size(), is_answer);
}

/// The terminal, the listening sockets, the connections: in this order.
std::vector<pollfd> LoopbackListener::poll_all(int pasted, Clock::time_point deadline) const {
  std::vector<pollfd> polled{{pasted, POLLIN, 0}};
  for (const auto& socket : endpoint_.sockets) polled.push_back({socket.get(), POLLIN, 0});
  connections_.add_to(polled);
  const auto until = std::min(deadline, connections_.next_deadline().value_or(deadline));
  const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
  poll(polled.data(), polled.size(), static_cast<int>(std::clamp(left, milliseconds{0}, longest_poll).count()));
  return polled;
}

std::optional<Params> LoopbackListener::read_pasted(PastedLines& pasted) {
  bool stray = false;
  for (const auto& line : pasted.read()) {
    if (auto params = parse_callback_url(line, endpoint_.redirect_uri, endpoint_.target.in_fragment)) return params;
    stray = stray || !line.empty();
  }
  if (stray) notices_.instruction("this is not the callback URL, which begins with " + endpoint_.redirect_uri + '?');
  return std::nullopt;
}

bool LoopbackListener::is_departure(std::string_view request) const {
  return departure_ && asks_for(request, endpoint_.target, departure_->path.reveal());
}

bool LoopbackListener::leads_on(Visitor visitor) {
  if (visitor == Visitor::another_user) return false;
  if (!departure_->first)
    departure_->first = visitor;
  else if (visitor == Visitor::unknown || departure_->first == Visitor::unknown)
    return false;
  return true;
}

void LoopbackListener::serve_visitor(Connection& connection) {
  const Visitor visitor = who_is_at_(connection.fd());
  const bool was_visited = departure_->first.has_value();
  if (leads_on(visitor)) return connection.respond(departure_->response);
  connection.respond(was_visited ? used_response() : refusal_response(Refusal::forbidden));
  // Only a first visitor of our own is certainly the browser.
  if (was_visited && departure_->first == Visitor::unknown && visitor != Visitor::another_user) fail_visited_twice();
  ++rejected_;
  notices_.warning("another user of this machine may have asked for the browser's address and was turned away");
}

std::optional<Params> LoopbackListener::serve_strangers(const pollfd* connections, const AnswerCheck& is_answer) {
  std::optional<Params> answer;
  const auto serve = [&](Connection& connection) {
    if (is_departure(connection.request())) {
      serve_visitor(connection);
      return false;
    }
    if (is_landing(connection.request(), endpoint_.target)) {
      connection.respond(fragment_response());
      return false;
    }
    auto judged = judge(connection.request(), endpoint_.target, is_answer);
    if (auto* params = std::get_if<Params>(&judged)) {
      answer = std::move(*params);
      answered_ = std::move(connection);
      return true;
    }
    ++rejected_;
    connection.respond(refusal_response(std::get<Refusal>(judged)));
    return false;
  };
  if (connections_.advance(connections, serve)) return answer;
  for (const auto& socket : endpoint_.sockets) {
    if (connections_.accept_from(socket, serve)) return answer;
  }
  return std::nullopt;
}

void LoopbackListener::finish(bool good) {
  if (!answered_) return;
  answered_->respond(outcome_response(occasion_, good));
  answered_->finish_within(farewell);
  answered_.reset();
}

}  // namespace oauthctl
