#include "commands/doctor/judge.h"

namespace oauthctl::cli {

Findings judge(const Facts& facts) {
  Findings all;
  const auto add = [&](Findings checks) {
    for (Finding& check : checks) all.push_back(std::move(check));
  };
  add(judge_programs(facts.programs));
  add(judge_home(facts.home));
  for (const ClientFacts& client : facts.clients) add(judge_client(client));
  for (const RedirectFacts& redirect : facts.redirects) add({judge_redirect(redirect)});
  add(judge_route(facts.route));
  for (const ServerFacts& server : facts.servers) add(judge_server(server, facts.route));
  add({judge_browser(facts.browser)});
  add(judge_profiles(facts));
  add({judge_completion(facts.shell)});
  if (facts.url) add(judge_url(*facts.url));
  return all;
}

}  // namespace oauthctl::cli
