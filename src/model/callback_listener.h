#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "base/params.h"
#include "oauthctl/secret.h"

namespace oauthctl {

/// Where a browser is sent on to.
struct BrowserTarget {
  std::string url;   ///< http or https
  Params form = {};  ///< a page posts it there; empty: a redirect leads there
};

/// The one-shot loopback listener of RFC 8252 §7.3. It owns its port from construction on, so a URL built from
/// `redirect_uri()` cannot lead to another program.
class CallbackListener {
 public:
  virtual ~CallbackListener() = default;

  /// The exact redirect URI for the authorization request, with the port that is bound.
  virtual std::string redirect_uri() const = 0;

  /// Whether it listens at the redirect URI. Otherwise the answer can only be pasted, and nothing can be led on.
  virtual bool listens() const { return true; }

  /// The answer will be in the fragment of the redirect URI, which no request brings: the listener gives the browser a
  /// page that posts it, and takes no form from another page.
  virtual void expect_fragment() = 0;

  /// An address of this listener that leads the browser on to the destination. Every user of this machine can read the
  /// browser's command line, so that has no more than this address, made of `name`. Another user who visits it is
  /// turned away. If the listener cannot see whose the first visit was, a second one ends the wait with
  /// ErrorKind::refused, because the first may have been a stranger's.
  virtual std::string lead_on(const BrowserTarget& destination, const Secret& name) = 0;

  /// Serves until the browser was led on. False if it did not come within `patience`.
  virtual bool wait_for_visit(std::chrono::milliseconds patience) = 0;

  /// Listens until `is_answer` accepts the parameters of a request to the redirect URI, or until a person pastes a
  /// callback URL into the terminal (whose parameters are returned unjudged: the caller's check then says what is wrong
  /// with them). Any other request gets an error page and the wait goes on. Throws ErrorKind::timeout after `patience`,
  /// ErrorKind::interrupted on a signal.
  virtual Params wait(const std::function<bool(const Params&)>& is_answer, std::chrono::milliseconds patience) = 0;

  /// Tells the browser that brought the answer how the sign-in ended. Without this call it gets the page for a failure.
  virtual void finish(bool good) = 0;

  /// How many requests were turned away.
  virtual std::size_t rejected() const = 0;
};

}  // namespace oauthctl
