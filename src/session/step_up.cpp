#include "session/step_up.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <iterator>

#include "base/base64.h"
#include "base/duration.h"
#include "base/text.h"
#include "oauth/request_parameters.h"
#include "oauth/scopes.h"
#include "oauth/server/challenges.h"

namespace oauthctl {
namespace {

/// Longer ones are not for people to type.
constexpr std::size_t longest_words = 1000;
/// In base64. The fields of an answer have little more room.
constexpr std::size_t longest_claims = 8192;
/// As for --max-age.
constexpr std::int64_t longest_age = longest_duration.count();

struct Kind {
  std::string_view error;
  bool may_be_401;
  const char* message;  ///< when the challenge cannot be read or typed
  const char* advice;
};

// RFC 6750 §3.1 has 403 for the first. A 401 with it is about the token, as any other.
constexpr Kind kinds[] = {
    {"insufficient_scope", false, "the API wants a token with more scope (insufficient_scope)",
     "find the scope in the documentation of the API, and sign in again with it (login --scope)"},
    {"insufficient_user_authentication", true, "the API wants you to sign in again (insufficient_user_authentication)",
     "find out in the documentation of the API how to sign in, and use login --acr-values or --max-age"},
    {"insufficient_claims", true, "the API wants a token with other claims (insufficient_claims)",
     "find the claims in the documentation of the API, and sign in again with login --claims"},
};
constexpr const Kind* for_scope = &kinds[0];
constexpr const Kind* for_sign_in = &kinds[1];
constexpr const Kind* for_claims = &kinds[2];

/// One challenge. Empty: the parameter is missing.
struct Demand {
  const Kind* kind = nullptr;
  std::string scope;
  std::string acr_values;
  std::string max_age;
  std::string claims;    ///< JSON
  bool is_clear = true;  ///< each parameter is there once, and can be typed

  friend bool operator==(const Demand&, const Demand&) = default;
};

const Kind* kind_of(const Challenge& challenge, int status) {
  // RFC 9449 §7.1: the scheme of a token that is bound to a key.
  if (challenge.scheme != "bearer" && challenge.scheme != "dpop") return nullptr;
  const std::string error = challenge.parameters.get("error");
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& kind) {
    return kind.error == error && (status == 403 || kind.may_be_401);
  });
  return found == std::end(kinds) ? nullptr : found;
}

/// RFC 6749 §3.3. A word like an option could be read as one in the command.
bool is_typable_word(const std::string& word) {
  return is_scope_word(word) && !word.starts_with('-');
}

/// A person will type them, so nothing else passes.
std::optional<std::string> typable_words(const std::string& text) {
  const auto all = words(text);
  if (all.empty() || text.size() > longest_words || !std::all_of(all.begin(), all.end(), is_typable_word))
    return std::nullopt;
  return join(all);
}

std::optional<std::int64_t> seconds_of(const std::string& text) {
  std::int64_t seconds = -1;
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, seconds);
  if (failed != std::errc{} || stop != end || seconds < 0 || seconds > longest_age) return std::nullopt;
  return seconds;
}

std::optional<std::string> typable_age(const std::string& text) {
  const auto seconds = seconds_of(text);
  return seconds ? std::optional(std::to_string(*seconds)) : std::nullopt;
}

/// Either alphabet, with padding or without.
std::optional<std::string> typable_claims(std::string text) {
  if (text.size() > longest_claims) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.pop_back();
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  const auto json = base64url_decode(text);
  if (!json) return std::nullopt;
  try {
    return parse_claims_parameter(*json, "the challenge");
  } catch (const Error&) {
    return std::nullopt;
  }
}

template <class Read>
void read(const Challenge& challenge, const char* name, Read typable, std::string Demand::*member, Demand& out) {
  const std::size_t count = challenge.parameters.count(name);
  if (count == 0) return;
  const auto value = count == 1 ? typable(challenge.parameters.get(name)) : std::nullopt;
  if (value) {
    out.*member = *value;
  } else {
    out.is_clear = false;
  }
}

bool names_something(const Demand& demand) {
  if (demand.kind == for_scope) return !demand.scope.empty();
  if (demand.kind == for_claims) return !demand.claims.empty();
  return !demand.acr_values.empty() || !demand.max_age.empty();
}

Demand read_demand(const Challenge& challenge, const Kind* kind) {
  Demand demand;
  demand.kind = kind;
  demand.is_clear = challenge.parameters.count("error") == 1;
  // RFC 9470 §3: the others may also name a scope.
  read(challenge, "scope", typable_words, &Demand::scope, demand);
  if (kind == for_sign_in) {
    read(challenge, "acr_values", typable_words, &Demand::acr_values, demand);
    read(challenge, "max_age", typable_age, &Demand::max_age, demand);
  }
  if (kind == for_claims) read(challenge, "claims", typable_claims, &Demand::claims, demand);
  demand.is_clear = demand.is_clear && names_something(demand);
  return demand;
}

/// Two that differ are not clear.
std::optional<Demand> demand_in(const HttpResponse& response) {
  std::optional<Demand> first;
  if (response.status != 401 && response.status != 403) return first;
  for (const Challenge& challenge : challenges(response)) {
    const Kind* kind = kind_of(challenge, response.status);
    if (kind == nullptr) continue;
    Demand demand = read_demand(challenge, kind);
    if (!first) {
      first = std::move(demand);
    } else if (!(demand == *first)) {
      first->is_clear = false;
    }
  }
  return first;
}

void add_words(std::string& scope, std::vector<std::string> more) {
  std::erase_if(more, [](const std::string& word) { return !is_typable_word(word); });
  if (!more.empty()) scope += (scope.empty() ? "" : " ") + join(more);
}

/// All that was asked for, granted or is missing: a new sign-in replaces the old permissions.
std::string whole_scope(const Record& record, const std::vector<std::string>& missing) {
  std::string scope;
  add_words(scope, scope_words(record.scope));
  add_words(scope, scopes_beyond(granted_scope(record), scope));
  add_words(scope, scopes_beyond(join(missing), scope));
  return scope;
}

/// The profile's, else the client file's.
std::string own_value(const char* name, const Record& record, const Params& client_params) {
  return record.params.find(name).value_or(client_params.get(name));
}

void ask_for_sign_in(const Demand& demand, const std::string& own_age, StepUp& out) {
  out.message = "the API wants you to sign in again:";
  if (!demand.acr_values.empty()) {
    out.message += " acr " + demand.acr_values;
    out.asked.set("acr_values", demand.acr_values);
  }
  if (demand.max_age.empty()) return;
  const auto age = *seconds_of(demand.max_age);
  out.message +=
      std::string(demand.acr_values.empty() ? "" : ",") + " not older than " + describe(std::chrono::seconds(age));
  out.asked.set("max_age", std::to_string(std::min(age, seconds_of(own_age).value_or(age))));
}

/// OpenID Connect Core §5.5.1.1: only an ID token says how the person signed in.
bool needs_openid(const StepUp& step, const Record& record) {
  const std::string& scope = step.scope.empty() ? record.scope : step.scope;
  if (needs_no_person(record) || asks_for_openid(scope)) return false;
  return step.asked.contains("acr_values") || step.asked.contains("max_age") ||
         !essential_acr_values(step.asked.get("claims")).empty();
}

std::string text_of(const Demand& demand) {
  return join({std::string(demand.kind->error), demand.scope, demand.acr_values, demand.max_age, demand.claims}, "\n");
}

StepUp unclear(const Demand& demand) {
  return {demand.kind->message, demand.kind->advice, {}, {}, text_of(demand)};
}

StepUp clear_step_up(const Demand& demand, const Record& record, const Params& client_params) {
  StepUp out{demand.kind->message, {}, {}, {}, text_of(demand)};
  const auto missing = scopes_beyond(demand.scope, join(scope_words(granted_scope(record))));
  if (!missing.empty()) out.scope = whole_scope(record, missing);
  if (demand.kind == for_scope) {
    out.message = missing.empty() ? "the API wants the scope " + demand.scope + ", which the token has"
                                  : "the API wants a token with more scope: " + join(missing);
    if (missing.empty()) out.obstacle = "the account may lack a right that the scope does not give";
  } else if (demand.kind == for_sign_in) {
    ask_for_sign_in(demand, own_value("max_age", record, client_params), out);
    if (needs_no_person(record))
      out.obstacle = std::string("nobody signs in with this profile: its flow is ") + rules_of(record.grant_type).flow;
  } else {
    out.asked.set("claims", merged_claims(own_value("claims", record, client_params), demand.claims));
  }
  if (needs_openid(out, record)) {
    if (out.scope.empty()) out.scope = whole_scope(record, {});
    add_words(out.scope, scopes_beyond("openid", out.scope));
  }
  return out;
}

}  // namespace

bool wants_step_up(const HttpResponse& response) {
  return demand_in(response).has_value();
}

std::optional<StepUp> step_up(const HttpResponse& response, const Record& record, const Params& client_params) {
  const auto demand = demand_in(response);
  if (!demand) return std::nullopt;
  if (!demand->is_clear) return unclear(*demand);
  try {
    return clear_step_up(*demand, record, client_params);
  } catch (const Error&) {
    return unclear(*demand);  // the profile's own claims cannot be read
  }
}

Hint step_up_hint(const StepUp& step, const std::string& profile, const std::string& claims_file) {
  if (!step.obstacle.empty()) return step.obstacle;
  std::string command = "oauthctl login -p " + shell_word(profile);
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) command += std::string(option) + shell_word(value);
  };
  add(" --scope ", step.scope);
  add(" --acr-values ", step.asked.get("acr_values"));
  add(" --max-age ", step.asked.get("max_age"));
  if (step.asked.contains("claims")) add(" --claims ", claims_file);
  return Hint::run(command);
}

}  // namespace oauthctl
