#include "loopback/pages.h"

#include <string_view>

namespace oauthctl {
namespace {

/// Where a page's form may be posted to, and by which script.
enum class Posts { nothing, fragment, elsewhere };

struct Page {
  std::string_view status;
  std::string_view mark;  ///< class of the sign above the text
  std::string_view title;
  std::string_view text;
  Posts posts = Posts::nothing;
  std::string_view form = {};  ///< markup
};

// The policy below contains the SHA-256 of this text. Change both together; the test prints the new value.
constexpr std::string_view style =
    R"(:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--paper:#fff;--desk:#f2f4f7;--line:#e1e6ec}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebf0;--soft:#9aa5b4;--paper:#1b2029;--desk:#12151b;--line:#2b323d}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--desk);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;width:min(26rem,100vw - 2rem);padding:2.5rem 2rem 2rem;text-align:center;background:var(--paper);border:1px solid var(--line);border-radius:16px;box-shadow:0 8px 30px #0000000f}
svg{width:56px;height:56px;fill:none;stroke:currentColor;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.yes{color:#1a9c5b}.no{color:#d2493a}.other{color:#8a94a3}
h1{margin:.75rem 0 .25rem;font-size:1.5rem;line-height:1.25}
p{margin:0;color:var(--soft);text-wrap:balance}
footer{margin-top:2rem;font:13px ui-monospace,monospace;color:var(--soft)})";

constexpr std::string_view style_hash = "sha256-igMLxOpHJj0zTQBrWcHs+HAHMEhQ98toz8SSXnGWBgM=";

// Also named by its SHA-256. Removes the tokens from the address and the history before anything else happens (RFC 9700
// §4.3.2). A parameter's name cannot change what the form does.
constexpr std::string_view script =
    R"(const answer=location.hash.slice(1);
history.replaceState(null,"",location.pathname+location.search);
if(answer){const form=document.createElement("form");form.method="post";form.action=location.pathname+location.search;
form.append(...[...new URLSearchParams(answer)].map(([name,value])=>Object.assign(document.createElement("input"),{type:"hidden",name,value})));
document.body.append(form);HTMLFormElement.prototype.submit.call(form)})";

constexpr std::string_view script_hash = "sha256-8sn6nzlJYtwLjKygU1TVfPTaKzdgCnVxhmY5ikKhi3M=";

constexpr std::string_view posting_script = "document.forms[0].submit()";
constexpr std::string_view posting_script_hash = "sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE=";

std::string_view drawing(std::string_view mark) {
  if (mark == "yes") return R"(<path d="M18 29l7 7 14-15"/>)";
  if (mark == "no") return R"(<path d="M20 20l16 16M36 20L20 36"/>)";
  return R"(<path d="M19 28h.1M28 28h.1M37 28h.1"/>)";
}

std::string html(const Page& page) {
  std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>";
  out.append(page.title).append(" · oauthctl</title>\n");
  out.append(R"(<meta name="viewport" content="width=device-width,initial-scale=1"><style>)").append(style);
  out.append("</style></head>\n<body><main><svg class=\"").append(page.mark);
  out.append(R"(" viewBox="0 0 56 56" aria-hidden="true"><circle cx="28" cy="28" r="26"/>)").append(drawing(page.mark));
  out.append("</svg>\n<h1>").append(page.title).append("</h1>\n<p>").append(page.text);
  out.append("</p>\n").append(page.form).append("<footer>oauthctl</footer></main>");
  if (page.posts == Posts::fragment) out.append("<script>").append(script).append("</script>");
  if (page.posts == Posts::elsewhere) out.append("<script>").append(posting_script).append("</script>");
  return out + "</body></html>\n";
}

std::string policy(const Page& page) {
  std::string out = "default-src 'none'; style-src '";
  out.append(style_hash);
  if (page.posts == Posts::fragment) out.append("'; script-src '").append(script_hash);
  if (page.posts == Posts::elsewhere) out.append("'; script-src '").append(posting_script_hash);
  out.append("'; base-uri 'none'");
  // Browsers apply it to redirects too, and where a server sends the browser after a sign-out is the server's choice.
  if (page.posts != Posts::elsewhere)
    out.append("; form-action ").append(page.posts == Posts::fragment ? "'self'" : "'none'");
  return out + "; frame-ancestors 'none'";
}

/// With no-referrer a browser would send `Origin: null` for our page (Fetch §3.2), just as for a stranger's.
std::string_view referrer_policy(const Page& page) {
  return page.posts == Posts::fragment ? "same-origin" : "no-referrer";
}

std::string response(const Page& page, std::string_view more_fields = {}) {
  const std::string body = html(page);
  std::string out = "HTTP/1.1 ";
  out.append(page.status).append("\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ");
  out += std::to_string(body.size());
  out.append("\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: ").append(referrer_policy(page));
  out.append("\r\nContent-Security-Policy: ").append(policy(page));
  out.append("\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n").append(more_fields).append("\r\n");
  return out + body;
}

std::string stray(std::string_view status, std::string_view more_fields = {}) {
  return response({status, "other", "Not the sign-in answer",
                   "A sign-in is waiting here, and this request is not its answer. Go on in the tab where you "
                   "started to sign in, or start again from the terminal."},
                  more_fields);
}

}  // namespace

std::string refusal_response(Refusal refusal) {
  switch (refusal) {
    case Refusal::bad_request:
      return stray("400 Bad Request");
    case Refusal::forbidden:
      return stray("403 Forbidden");
    case Refusal::not_found:
      return stray("404 Not Found");
    case Refusal::method_not_allowed:
      return stray("405 Method Not Allowed", "Allow: GET, POST\r\n");
    case Refusal::too_slow:
      return stray("408 Request Timeout");
    case Refusal::length_required:
      return stray("411 Length Required");
    case Refusal::body_too_large:
      return stray("413 Content Too Large");
    case Refusal::unsupported_type:
      return stray("415 Unsupported Media Type");
    case Refusal::misdirected:
      return stray("421 Misdirected Request");
    case Refusal::head_too_large:
      return stray("431 Request Header Fields Too Large");
  }
  return stray("400 Bad Request");
}

std::string outcome_response(Occasion occasion, bool good) {
  if (good && occasion == Occasion::sign_out)
    return response({"200 OK", "yes", "You are signed out", "You can close this tab."});
  if (good)
    return response({"200 OK", "yes", "You are signed in", "You can close this tab and go back to the terminal."});
  return response(
      {"400 Bad Request", "no", "Sign-in failed", "The terminal says why. You can close this tab and go back there."});
}

std::string fragment_response() {
  return response(
      {"200 OK", "other", "One moment",
       "The answer goes to the terminal. If this page stays, allow it its script, or paste its address into "
       "the terminal.",
       Posts::fragment});
}

namespace {

std::string redirect_to(const std::string& url) {
  return "HTTP/1.1 303 See Other\r\nLocation: " + url +
         "\r\nContent-Length: 0\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: "
         "no-referrer\r\n\r\n";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string form_for(const BrowserTarget& destination) {
  std::string form = "<form method=\"post\" action=\"" + escaped(destination.url) + "\">\n";
  for (const auto& [name, value] : destination.form)
    form += "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">\n";
  return form + "<noscript><button>Go on</button></noscript></form>\n";
}

}  // namespace

std::string lead_on_response(const BrowserTarget& destination) {
  if (destination.form.empty()) return redirect_to(destination.url);
  const std::string form = form_for(destination);
  return response({"200 OK", "other", "One moment", "Your browser goes on to the server.", Posts::elsewhere, form});
}

std::string used_response() {
  return response(
      {"410 Gone", "no", "This address was used already",
       "If it was not you, another user of this machine may have opened it. The terminal says what to do."});
}

}  // namespace oauthctl
