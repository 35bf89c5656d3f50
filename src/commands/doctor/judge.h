#pragma once

#include "commands/doctor/facts.h"
#include "commands/doctor/finding.h"

namespace oauthctl::cli {

/// Every check, in the order in which one rests on another: the first bad one is the cause of those behind it.
Findings judge(const Facts& facts);

/// 0, or that of the first bad check.
int exit_code_of(const Findings& checks);

// One judge a subject. Each only looks at its facts.
Findings judge_programs(const ProgramFacts& facts);
Findings judge_home(const HomeFacts& facts);
Findings judge_client(const ClientFacts& facts);
Finding judge_redirect(const RedirectFacts& facts);
Findings judge_route(const RouteFacts& facts);
Findings judge_server(const ServerFacts& facts, const RouteFacts& route);
Finding judge_browser(const BrowserFacts& facts);
Findings judge_profiles(const Facts& facts);
Finding judge_completion(const ShellFacts& facts);
Findings judge_url(const UrlFacts& facts);

/// Whether the text is what an example has in place of a real value: `replace-me`, `YOUR_CLIENT_ID`, `<secret>`.
bool is_placeholder(std::string_view text);

}  // namespace oauthctl::cli
