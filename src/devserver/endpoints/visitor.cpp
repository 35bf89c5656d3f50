#include "devserver/endpoints/visitor.h"

#include "devserver/refusal.h"
#include "devserver/state/random_token.h"

namespace oauthctl::devserver {
namespace {

/// RFC 6265 §4.2.1: `a=1; b=2`.
std::string cookie_value(std::string_view header, const std::string& name) {
  while (!header.empty()) {
    const auto end = header.find(';');
    const auto pair = header.substr(0, end);
    if (pair.starts_with(name + '=')) return std::string(pair.substr(name.size() + 1));
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    header.remove_prefix(std::min(header.find_first_not_of(' '), header.size()));
  }
  return {};
}

}  // namespace

Visitor::Visitor(const Request& request, std::string path)
    // The port is in the name: otherwise two servers on one host would overwrite each other's cookie.
    : name_("oauthctl_dev_" + std::to_string(request.port)), path_(std::move(path)), over_tls_(request.tls != nullptr) {
  cookie_ = Secret(cookie_value(request.header("Cookie"), name_));
  is_new_ = cookie_.empty();
  if (is_new_) cookie_ = random_token();
}

std::string Visitor::form_token_of(const Secret& cookie) {
  return hash_of(Secret("form token of " + cookie.reveal()));
}

void Visitor::check(const Params& form, const std::string& again) const {
  if (is_new_ || !(Secret(form.get("form_token")) == Secret(form_token()))) {
    throw Refusal(403, "invalid_form", "The form is out of date, or does not come from this server.", again);
  }
}

void Visitor::greet(Response& response) const {
  if (is_new_) give(response, cookie_);
}

void Visitor::give(Response& response, const Secret& cookie) const {
  // Lax, not Strict: the first request comes from the client's page or program, and must carry the session.
  response.add_header("Set-Cookie", name_ + '=' + cookie.reveal() + "; Path=" + path_ + "; HttpOnly; SameSite=Lax" +
                                        (over_tls_ ? "; Secure" : ""));
}

}  // namespace oauthctl::devserver
