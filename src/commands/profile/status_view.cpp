#include "commands/profile/status_view.h"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utc.h"
#include "model/server/metadata_json.h"

namespace oauthctl::cli {
namespace {

using std::chrono::seconds;

bool is_login_required(const Record& record, TimePoint now) {
  return is_signed_out(record) || (!is_renewable(record, now) && !record.tokens.usable(now, seconds{0}));
}

/// The time after which renewals no longer work; nothing if the server did not say.
std::optional<TimePoint> needs_person_at(const Record& record, TimePoint now) {
  if (is_signed_out(record) || needs_no_person(record)) return std::nullopt;
  return is_renewable(record, now) ? record.tokens.refresh_token_expires_at : record.tokens.expires_at;
}

std::string format_local(TimePoint time) {
  const std::time_t seconds = time.time_since_epoch().count();
  std::tm parts = {};
  std::array<char, 64> text{};
  if (localtime_r(&seconds, &parts) == nullptr) return format_utc(time);
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S %Z", &parts)};
}

/// A time, and how far it is from now.
struct Moments {
  TimePoint now;
  Clocks clocks;

  std::string operator()(TimePoint time) const {
    const std::string distance = time > now ? "in " + describe(time - now) : describe(now - time) + " ago";
    return (clocks == Clocks::local ? format_local(time) : format_utc(time)) + " (" + distance + ")";
  }
};

std::string validity(const TokenSet& tokens, const Moments& moment) {
  if (!tokens.usable(moment.now, seconds{0})) return "expired " + (tokens.expires_at ? moment(*tokens.expires_at) : "");
  return tokens.expires_at ? "valid until " + moment(*tokens.expires_at) : "valid, the server did not say until when";
}

std::string token_line(const Record& record, const Moments& moment) {
  return is_signed_out(record) ? "signed out" : validity(record.tokens, moment);
}

/// As it was asked for: `--resource https://api.example: valid until …`.
std::string targeted_line(const TargetedToken& targeted, const Moments& moment) {
  return std::string(trimmed(as_options(targeted.target))) + ": " + validity(targeted.tokens, moment);
}

nlohmann::ordered_json targeted_json(const TargetedToken& targeted, TimePoint now) {
  const auto& expires_at = targeted.tokens.expires_at;
  nlohmann::ordered_json out;
  out["resource"] = targeted.target.resource;
  out["audience"] = targeted.target.audience;
  out["scopes"] = words(targeted.target.scope);
  out["expires_at"] = expires_at ? nlohmann::ordered_json(format_utc(*expires_at)) : nlohmann::ordered_json(nullptr);
  out["valid"] = targeted.tokens.usable(now, seconds{0});
  return out;
}

std::string renewal_line(const Record& record, const Moments& moment) {
  const TimePoint now = moment.now;
  if (is_signed_out(record)) return "sign in again: oauthctl login -p " + record.profile;
  if (is_login_required(record, now)) return "a person is needed now: oauthctl login -p " + record.profile;
  const auto person = needs_person_at(record, now);
  if (!is_renewable(record, now)) return "cannot renew itself: a person is needed when the token ends";
  return person ? "renews itself until " + moment(*person) : "renews itself";
}

/// Long enough to notice it, and short enough not to be in the way.
constexpr seconds soon = std::chrono::hours{14 * 24};

std::string client_line(const Record& record, const Moments& moment) {
  const auto& end = record.client_secret_expires_at;
  if (!end || *end > moment.now + soon) return "";
  return (*end > moment.now ? "its secret expires " : "its secret expired ") + moment(*end);
}

}  // namespace

std::string status_text(const std::vector<Record>& records, const TokenStore& store, TimePoint now,
                        const std::string& by_default, Clocks clocks, Detail detail) {
  const Moments moment{now, clocks};
  std::string out;
  for (const Record& record : records) {
    const auto line = [&](const char* label, const std::string& text) {
      if (!text.empty()) out += std::string("    ") + label + printable(text) + '\n';
    };
    out += (record.profile == by_default ? "* " : "  ") + record.profile + '\n';
    line("account  ", record.account.label());
    line("issuer   ", name_of_server(record.server));
    line("scope    ", granted_scope(record));
    line("token    ", token_line(record, moment));
    if (detail == Detail::every_token)
      for (const TargetedToken& targeted : record.targeted) line("also     ", targeted_line(targeted, moment));
    line("renewal  ", renewal_line(record, moment));
    line("client   ", client_line(record, moment));
    line("stored   ", store.where(record.profile));
  }
  return out;
}

std::string status_json(const std::vector<Record>& records, const TokenStore& store, TimePoint now,
                        const std::string& by_default) {
  nlohmann::ordered_json profiles = nlohmann::ordered_json::array();
  const auto time_or_null = [](const std::optional<TimePoint>& time) -> nlohmann::ordered_json {
    return time ? nlohmann::ordered_json(format_utc(*time)) : nlohmann::ordered_json(nullptr);
  };
  for (const Record& record : records) {
    nlohmann::ordered_json profile;
    profile["profile"] = record.profile;
    profile["default"] = record.profile == by_default;
    profile["account"] = record.account.label();
    profile["sub"] = record.account.sub;
    profile["issuer"] = record.server.issuer;
    profile["scopes"] = words(granted_scope(record));
    profile["expires_at"] = time_or_null(record.tokens.expires_at);
    profile["signed_in"] = !is_signed_out(record);
    profile["valid"] = record.tokens.usable(now, seconds{0});
    profile["renewable"] = !is_signed_out(record) && is_renewable(record, now);
    profile["refresh_token_expires_at"] = time_or_null(record.tokens.refresh_token_expires_at);
    profile["client_secret_expires_at"] = time_or_null(record.client_secret_expires_at);
    profile["needs_person_at"] = time_or_null(needs_person_at(record, now));
    profile["login_required"] = is_login_required(record, now);
    profile["targeted_tokens"] = nlohmann::ordered_json::array();
    for (const TargetedToken& targeted : record.targeted)
      profile["targeted_tokens"].push_back(targeted_json(targeted, now));
    profile["stored"] = store.where(record.profile);
    profiles.push_back(std::move(profile));
  }
  return to_text(nlohmann::ordered_json{{"profiles", profiles}}, 2) + '\n';
}

Need need_of(const Record& record, TimePoint now, seconds within) {
  const auto person = needs_person_at(record, now);
  if (is_login_required(record, now) || (person && *person <= now + within)) return Need::person;
  return record.tokens.usable(now, seconds{0}) ? Need::nothing : Need::renewal;
}

}  // namespace oauthctl::cli
