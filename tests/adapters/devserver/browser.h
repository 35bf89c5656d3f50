#pragma once

#include <map>
#include <string>

#include "conversation.h"

namespace oauthctl::testing {

/// A browser as far as our pages need one: it keeps cookies, and sends the hidden fields of a form along.
class Browser {
 public:
  explicit Browser(const DevServer& server) : server_(server) {}

  Answer open(const std::string& path);
  /// The first form of a page, with `fields` besides its hidden and ticked ones.
  Answer submit(const Answer& page, const Params& fields);
  /// Follows one redirect to the server itself; another is returned as it is.
  Answer follow(Answer answer);
  /// The pages from an authorization request to the consent page.
  Answer sign_in(const Params& request = authorization_request());

  const std::map<std::string, std::string>& cookies() const { return cookies_; }

 private:
  Params headers() const;
  Answer remember(Answer answer);

  const DevServer& server_;
  std::map<std::string, std::string> cookies_;
};

/// The fields that a form on this page sends along: hidden ones and ticked checkboxes.
Params fields_of(const Answer& page);
std::string action_of(const Answer& page);

}  // namespace oauthctl::testing
