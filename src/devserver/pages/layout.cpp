#include "devserver/pages/layout.h"

#include <algorithm>
#include <cctype>

#include "base/base64.h"
#include "base/text.h"
#include "base/url.h"
#include "jose/sha256.h"

namespace oauthctl::devserver {
namespace {

constexpr const char* layout = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · oauthctl development server</title>
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a class="brand" href="/"><img src="/icon.svg" alt="" width="24" height="24">oauthctl</a>
<span class="badge">Development server</span>
</header>
<main class="{width}">
{content}
</main>
<footer>For development and tests. It answers this machine only.</footer>
</body>
</html>
)";

/// A source expression of Content-Security-Policy. It cannot name IPv6 addresses or hosts of private-use schemes, so
/// those are allowed by their scheme.
std::string policy_source(const std::string& target) {
  if (target.empty()) return {};
  const auto url = Url::parse(target);
  if (url && url->host[0] != '[') return ' ' + url->origin();
  return ' ' + target.substr(0, target.find(':') + 1);
}

/// A script is allowed only by its hash.
std::string policy_for(std::string_view script) {
  return script.empty() ? "" : "; script-src 'sha256-" + base64_encode(sha256(script)) + '\'';
}

}  // namespace

std::string sentence(std::string text) {
  if (text.empty()) return text;
  const std::string first = text.substr(0, text.find(' '));
  // A parameter's name keeps its case.
  if (first.find('_') != std::string::npos) {
    text.insert(0, "The ");
  } else if (std::all_of(first.begin(), first.end(), is_letter)) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text.back() == '.' ? text : text + '.';
}

Html alert(const std::string& problem) {
  if (problem.empty()) return {};
  return Html::fill(R"(<p class="alert" role="alert">{problem}</p>)", {{"problem", sentence(problem)}});
}

Html default_account_note(bool is_there) {
  if (!is_there) return {};
  return Html::fill(
      R"(<p class="note">This server knows <strong>alice</strong>, with the password <strong>wonderland</strong>.</p>)");
}

Html mark(bool good) {
  return Html::fill(good ? R"(<svg class="mark yes" viewBox="0 0 56 56" aria-hidden="true">
<circle cx="28" cy="28" r="26"/><path d="M18 29l7 7 14-15"/></svg>
)"
                         : R"(<svg class="mark no" viewBox="0 0 56 56" aria-hidden="true">
<circle cx="28" cy="28" r="26"/><path d="M20 20l16 16M36 20L20 36"/></svg>
)");
}

void answer_page(Response& response, int status, const std::string& title, Width width, const Html& content,
                 const std::string& form_target, std::string_view script) {
  const Html page =
      Html::fill(layout, {{"title", title}, {"width", width == Width::card ? "card" : "wide"}, {"content", content}});
  response.status = status;
  response.set_content(page.markup(), "text/html; charset=utf-8");
  response.set_header("Content-Security-Policy",
                      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
                      "form-action 'self'" +
                          policy_source(form_target) + policy_for(script));
}

}  // namespace oauthctl::devserver
