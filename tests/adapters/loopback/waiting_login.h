#pragma once

#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/loopback/stranger.h"
#include "base/url.h"
#include "loopback/listener.h"

namespace oauthctl {

/// Keeps the messages for a person.
class RecordedNotices : public Notices {
 public:
  void step(const std::string& text) override { add(text); }
  void info(const std::string& text) override { add(text); }
  void warning(const std::string& text) override { add(text); }
  void instruction(const std::string& text) override { add(text); }

  std::vector<std::string> told() const {
    const std::lock_guard lock(mutex_);
    return told_;
  }

 private:
  void add(const std::string& text) {
    const std::lock_guard lock(mutex_);
    told_.push_back(text);
  }

  mutable std::mutex mutex_;
  std::vector<std::string> told_;
};

struct InFragment {};
inline constexpr InFragment in_fragment;

/// A sign-in that waits for `state=ours`, while the test plays the strangers.
class WaitingLogin {
 public:
  explicit WaitingLogin(const LoopbackOptions& options = {},
                        std::chrono::milliseconds patience = std::chrono::seconds(20))
      : listener_(options, notices_),
        url_(Url::parse(listener_.redirect_uri()).value()),
        answer_(std::async(std::launch::async, [this, patience] { return listener_.wait(has_our_state, patience); })) {}

  /// One that expects its answer in the fragment.
  explicit WaitingLogin(InFragment) : listener_({}, notices_), url_(Url::parse(listener_.redirect_uri()).value()) {
    listener_.expect_fragment();
    answer_ =
        std::async(std::launch::async, [this] { return listener_.wait(has_our_state, std::chrono::seconds(20)); });
  }

  WaitingLogin(const WaitingLogin&) = delete;
  WaitingLogin& operator=(const WaitingLogin&) = delete;
  ~WaitingLogin() {
    if (answer_.valid() && is_waiting()) Stranger(port()).send(good_request());
  }

  static bool has_our_state(const Params& params) {
    return params.count("state") == 1 && params.get("state") == "ours";
  }

  int port() const { return url_.port; }
  std::string host() const { return url_.host + ':' + std::to_string(url_.port); }
  std::string request(const std::string& query) const { return get_request(url_.path + query, host()); }
  std::string form(const std::string& body) const { return post_request(url_.path, host(), body); }
  std::string good_form() const { return form("code=a&state=ours"); }
  std::string good_request() const { return request("?code=a&state=ours"); }

  /// The answer to a stranger who sends this and nothing more.
  std::string response_to(const std::string& bytes) const {
    const Stranger stranger(port());
    stranger.send(bytes);
    return stranger.read_all();
  }

  bool is_waiting() const { return answer_.wait_for(std::chrono::seconds(0)) == std::future_status::timeout; }
  Params answer() { return answer_.get(); }
  LoopbackListener& listener() { return listener_; }  ///< once there is an answer
  std::vector<std::string> told() const { return notices_.told(); }
  /// The messages, once there are this many.
  std::vector<std::string> told(std::size_t count) const {
    for (int i = 0; i < 1000 && told().size() < count; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return told();
  }

 private:
  RecordedNotices notices_;
  LoopbackListener listener_;
  Url url_;
  std::future<Params> answer_;
};

}  // namespace oauthctl
