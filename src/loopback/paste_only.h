#pragma once

#include <functional>
#include <memory>
#include <string>

#include "loopback/listener.h"
#include "loopback/paste.h"
#include "model/callback_listener.h"
#include "model/notices.h"
#include "oauthctl/error.h"

namespace oauthctl {

/// For a redirect URI at which nobody can or should listen: a person pastes the callback URL into the terminal, or a
/// program writes it to standard input.
class PasteOnly final : public CallbackListener {
 public:
  struct Options {
    std::string redirect_uri;
    int fd = 0;                    ///< a terminal, or anything that ends; stays the caller's
    Error when_nothing;            ///< thrown if the input ends without a URL
    bool empty_line_ends = false;  ///< on a terminal too
  };
  PasteOnly(Options options, Notices& notices) : options_(std::move(options)), notices_(notices) {}

  std::string redirect_uri() const override { return options_.redirect_uri; }
  bool listens() const override { return false; }
  void expect_fragment() override { in_fragment_ = true; }
  std::string lead_on(const BrowserTarget& destination, const Secret& name) override;
  bool wait_for_visit(std::chrono::milliseconds) override { return false; }
  /// Judges nothing, as for every pasted URL. On a terminal it asks again after other text. From anything else it takes
  /// the first line; throws ErrorKind::usage if that is not a callback URL.
  Params wait(const std::function<bool(const Params&)>& is_answer, std::chrono::milliseconds patience) override;
  void finish(bool) override {}
  std::size_t rejected() const override { return 0; }

 private:
  Params ask(std::chrono::milliseconds patience);
  Params read(std::chrono::milliseconds patience);

  Options options_;
  Notices& notices_;
  bool in_fragment_ = false;
};

/// Listens where the client's redirect URIs lead, or if none leads to this machine, takes the callback URL from the
/// terminal or from standard input. Throws as LoopbackListener and redirect_uri_to_paste() do.
std::unique_ptr<CallbackListener> bind_callback(const LoopbackOptions& options, Notices& notices);

}  // namespace oauthctl
