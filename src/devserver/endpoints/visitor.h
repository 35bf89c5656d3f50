#pragma once

#include <string>

#include "base/params.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// The browser behind a request, known by a cookie that it gets with the first page. The forms on our pages carry a
/// token made from that cookie: another site can have the browser post a form here, but cannot know the token.
class Visitor {
 public:
  /// `path` is where the cookie is sent. Cookies do not tell ports apart, so the listener of a client on another port
  /// would get ours if it were sent to every path.
  Visitor(const Request& request, std::string path);

  /// The session's, or one that stands for nobody yet.
  const Secret& cookie() const { return cookie_; }
  std::string form_token() const { return form_token_of(cookie_); }
  static std::string form_token_of(const Secret& cookie);
  /// Throws a Refusal with 403 unless the form carries our token.
  void check(const Params& form) const;
  /// Sends the cookie if the browser has none. Afterwards the page may be shown.
  void greet(Response& response) const;
  /// Has the browser use this cookie from now on.
  void give(Response& response, const Secret& cookie) const;

 private:
  std::string name_;
  std::string path_;
  bool over_tls_;
  Secret cookie_;
  bool is_new_ = false;
};

}  // namespace oauthctl::devserver
