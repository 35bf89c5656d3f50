#include "cli/login_parameters.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "base/duration.h"
#include "base/text.h"
#include "model/resource_uri.h"
#include "oauthctl/error.h"

namespace oauthctl::cli {
namespace {

const CLI::Validator given([](const std::string& value) { return value.empty() ? "the value is empty" : ""; }, "", "");

[[noreturn]] void refuse(const char* option, const std::string& value, const char* why, const char* hint = "") {
  throw Error(ErrorKind::usage, std::string(option) + ": '" + printable(value, 60) + "' " + why, hint);
}

/// OpenID Connect Core §3.1.2.1 and Prompt Create §4. `none` asks that nobody be asked, so nothing can stand beside it.
void check_prompt(const std::string& text) {
  constexpr std::array known{"none", "login", "consent", "select_account", "create"};
  const auto given_words = words(text);
  for (const std::string& word : given_words) {
    if (std::find(known.begin(), known.end(), word) == known.end())
      refuse("--prompt", word, "is none of none, login, consent, select_account, create",
             "--param prompt=… sends a server's own word");
    if (word == "none" && given_words.size() > 1) refuse("--prompt", text, "asks for nothing and for something");
  }
}

/// RFC 5646 §2.1, as far as a typing error can be told from a language.
bool is_language(std::string_view tag) {
  const auto is_alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  std::size_t length = 0;
  for (const char c : tag) {
    if (c == '-' ? length == 0 : !is_alphanumeric(c)) return false;
    length = c == '-' ? 0 : length + 1;
    if (length > 8) return false;
  }
  return length > 0;
}

void check_locales(const std::string& text) {
  for (const std::string& tag : words(text)) {
    if (!is_language(tag)) refuse("--ui-locales", tag, "is no language tag, such as de or pt-BR");
  }
}

void check_resource(const std::vector<std::string>& resource) {
  for (const std::string& uri : resource) {
    if (!is_resource_uri(uri)) refuse("--resource", uri, "is no absolute URI without a fragment");
  }
}

void require_text(const char* option, const std::string& text) {
  if (!is_utf8(text) || words(text).empty()) refuse(option, text, "says nothing that can be sent");
}

void set_response_type(const std::string& text, LoginCommand& command) {
  const ResponseType type = parse_response_type(text, "--response-type");
  const std::string flow = type.code ? "code" : "implicit";
  if (command.flow == "auto") command.flow = flow;
  if (command.flow != flow) {
    throw Error(ErrorKind::usage, "--response-type " + type.text() + " is for --flow " + flow,
                "leave --flow out: the response type says it");
  }
  command.response_type = type;
}

void require_once(const std::string& name, const std::optional<Params>& params) {
  if (params && params->contains(name))
    throw Error(ErrorKind::usage, name + " is given twice: by its option and by --param", "leave one of them out");
}

}  // namespace

void LoginParameters::add_to(CLI::App& app) {
  const auto option = [&](const char* name, std::string& value, const char* meaning, const char* type) {
    app.add_option(name, value, meaning)->type_name(type)->check(given);
  };
  option("--response-type", response_type_, "old servers: tokens through the browser, such as code id_token",
         "\"A B\"");
  option("--login-hint", login_hint_, "who is going to sign in: an address or a name", "NAME");
  option("--prompt", prompt_, "login, consent, select_account, create or none", "\"A B\"");
  option("--max-age", max_age_, "how long ago the sign-in at the server may be", "DURATION");
  option("--acr-values", acr_values_, "how strong the sign-in has to be, in the server's words", "\"A B\"");
  option("--ui-locales", ui_locales_, "languages of the server's pages", "\"A B\"");
  option("--claims", claims_file_, "a JSON file of claims to ask for, - for stdin", "FILE");
  option("--authorization-details", authorization_details_file_, "a JSON file of what to ask for, - for stdin", "FILE");
  app.add_option("--resource", resource_, "where the token is to be used; may be repeated")
      ->type_name("URI")
      ->expected(1)
      ->take_all();
}

void LoginParameters::read_into(LoginCommand& command) const {
  const auto put = [&](const char* option, const char* name, const std::string& value) {
    if (value.empty()) return;
    require_text(option, value);
    command.asked.add(name, value);
  };
  if (!response_type_.empty()) set_response_type(response_type_, command);
  check_prompt(prompt_);
  check_locales(ui_locales_);
  check_resource(resource_);
  put("--login-hint", "login_hint", login_hint_);
  put("--prompt", "prompt", prompt_);
  if (!max_age_.empty()) command.asked.add("max_age", std::to_string(parse_duration(max_age_, "--max-age").count()));
  put("--acr-values", "acr_values", acr_values_);
  put("--ui-locales", "ui_locales", ui_locales_);
  command.claims_file = claims_file_;
  command.authorization_details_file = authorization_details_file_;
  if (!resource_.empty()) command.resource = resource_;
  for (const auto& [name, value] : command.asked) require_once(name, command.params);
  if (!claims_file_.empty()) require_once("claims", command.params);
}

}  // namespace oauthctl::cli
