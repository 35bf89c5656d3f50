#pragma once

#include <string>

#include "base/params.h"
#include "devserver/http/request.h"
#include "devserver/http/response.h"
#include "oauthctl/secret.h"

namespace oauthctl::devserver {

/// The browser behind a request, recognised by a cookie that it gets with the first page. The forms on our pages carry
/// a token made from that cookie: another site can make the browser post a form here, but does not know the token.
class Visitor {
 public:
  /// `path` is where the browser sends the cookie. Cookies ignore ports, so a client's listener on another port would
  /// get ours if the browser sent it to every path.
  Visitor(const Request& request, std::string path);

  /// The session's cookie, or a new one that belongs to nobody yet.
  const Secret& cookie() const { return cookie_; }
  std::string form_token() const { return form_token_of(cookie_); }
  static std::string form_token_of(const Secret& cookie);
  /// Throws a Refusal with 403 unless the form carries our token. `again` is the page where the form begins.
  void check(const Params& form, const std::string& again) const;
  /// Sends the cookie if the browser has none. Call it before showing a page with a form.
  void greet(Response& response) const;
  /// Makes the browser use this cookie from now on.
  void give(Response& response, const Secret& cookie) const;

 private:
  std::string name_;
  std::string path_;
  bool over_tls_;
  Secret cookie_;
  bool is_new_ = false;
};

}  // namespace oauthctl::devserver
