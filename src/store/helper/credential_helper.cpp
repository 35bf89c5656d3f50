#include "store/helper/credential_helper.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/file.h"
#include "base/interrupt.h"
#include "base/json.h"
#include "base/text.h"
#include "store/file/record_file.h"
#include "store/helper/bounded_program.h"

namespace oauthctl {
namespace {

/// A record is a JSON string in the answer, so each of its bytes may take two.
constexpr std::size_t longest_answer = 2 * longest_record;

/// The protocol's own library answers this for a missing entry, with the same exit code as every failure.
constexpr std::string_view not_found = "credentials not found in native keychain";

/// Words of a failure that may be gone in a moment. gpg says this too if its agent is asked by many at once.
constexpr std::array passing_troubles = {std::string_view("No secret key")};
constexpr std::chrono::milliseconds first_pause{100};
constexpr std::chrono::milliseconds last_pause{800};

/// The same for each record: `pass` keeps one entry a user name, and finds any of them.
constexpr const char* user_name = "oauthctl";

constexpr std::array needed = {"PATH",
                               "HOME",
                               "USER",
                               "LOGNAME",
                               "LANG",
                               "LANGUAGE",
                               "TZ",
                               "TERM",
                               "TMPDIR",
                               "DISPLAY",
                               "XAUTHORITY",
                               "WAYLAND_DISPLAY",
                               "GNUPGHOME",
                               "GPG_TTY",
                               "GPG_AGENT_INFO",
                               "DBUS_SESSION_BUS_ADDRESS"};
constexpr std::array needed_families = {"LC_", "XDG_", "PASSWORD_STORE_"};

bool is_needed(std::string_view name) {
  return std::find(needed.begin(), needed.end(), name) != needed.end() ||
         std::any_of(needed_families.begin(), needed_families.end(),
                     [&](std::string_view family) { return name.starts_with(family); });
}

bool is_token_character(char c) {
  return is_alphanumeric(c) || std::string_view("_-+=~").find(c) != std::string_view::npos;
}

/// Long and with a digit in it: not a word of a sentence.
bool resembles_token(std::string_view run) {
  constexpr std::size_t shortest = 16;
  return run.size() >= shortest && run.find_first_of("0123456789") != std::string_view::npos;
}

void replace_all(std::string& text, const std::string& what, std::string_view with) {
  if (what.empty()) return;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

EnvironmentLines helper_environment(const EnvironmentLines& ours) {
  EnvironmentLines out;
  std::copy_if(ours.begin(), ours.end(), std::back_inserter(out),
               [](const std::string& line) { return is_needed(line.substr(0, line.find('='))); });
  return out;
}

std::string redacted_words(std::string_view words, const std::vector<Secret>& known) {
  constexpr std::string_view hidden = "[secret]";
  std::string text(words);
  for (const Secret& secret : known) replace_all(text, secret.reveal(), hidden);
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_token_character(text[end])) ++end;
    const auto run = std::string_view(text).substr(i, end - i);
    out += resembles_token(run) ? hidden : run;
    if (end < text.size()) out += text[end++];
    i = end;
  }
  return printable(trimmed(out), 200);
}

CredentialHelper::CredentialHelper(const std::string& name, const EnvironmentLines& ours,
                                   std::chrono::milliseconds patience)
    : program_("docker-credential-" + name), environment_(helper_environment(ours)), patience_(patience) {}

bool CredentialHelper::is_passing_trouble(const Answer& answer) {
  const std::string said = answer.output.reveal() + answer.words.reveal();
  return answer.status != 0 &&
         std::any_of(passing_troubles.begin(), passing_troubles.end(),
                     [&](std::string_view words) { return said.find(words) != std::string::npos; });
}

std::optional<Secret> CredentialHelper::get(const std::string& url) const {
  Answer answer = call("get", Secret(url), true);
  for (auto pause = first_pause; pause <= last_pause && is_passing_trouble(answer); pause *= 2) {
    sleep_unless_interrupted(pause);
    answer = call("get", Secret(url), true);
  }
  if (answer.status != 0) {
    if (trimmed(answer.output.reveal()) == not_found || trimmed(answer.words.reveal()) == not_found) {
      return std::nullopt;
    }
    fail("get", answer, {});
  }
  const auto entry = JsonObject::parse(answer.output.reveal(), program_ + " get", ErrorKind::unavailable);
  // The helper for pass answers with an empty secret for a missing entry.
  if (entry.has("Secret") && entry.string("Secret").empty()) return std::nullopt;
  return Secret(entry.required_string("Secret"));
}

void CredentialHelper::store(const std::string& url, const Secret& secret) const {
  const nlohmann::json entry_json = {{"ServerURL", url}, {"Username", user_name}, {"Secret", secret.reveal()}};
  const Secret entry(to_text(entry_json));
  // Tried again, and not interrupted by a signal: this may save the only refresh token that still works.
  Answer answer = call("store", entry, false);
  for (auto pause = first_pause; pause <= last_pause && answer.status != 0; pause *= 2) {
    std::this_thread::sleep_for(pause);
    answer = call("store", entry, false);
  }
  if (answer.status != 0) fail("store", answer, {entry, secret});
}

void CredentialHelper::erase(const std::string& url) const {
  const Answer answer = call("erase", Secret(url), false);
  if (answer.status != 0) fail("erase", answer, {});
}

std::vector<std::string> CredentialHelper::list() const {
  const Answer answer = call("list", {}, true);
  if (answer.status != 0) fail("list", answer, {});
  return JsonObject::parse(answer.output.reveal(), program_ + " list", ErrorKind::unavailable).names();
}

CredentialHelper::Answer CredentialHelper::call(const char* verb, const Secret& input, bool interruptible) const {
  const auto unavailable = [&](const std::string& why) {
    return Error(ErrorKind::unavailable, program_ + ' ' + verb + ": " + why, "see what it does: " + program_ + " list");
  };
  ProgramEnd end = run({{program_, verb}, environment_, patience_, longest_answer, interruptible}, input);
  switch (end.how) {
    case ProgramEnd::How::exited:
      return {end.status, std::move(end.output), std::move(end.words)};
    case ProgramEnd::How::not_found:
      throw Error(ErrorKind::usage, "the program " + program_ + " is not on the PATH",
                  "install it, or name another store with --store");
    case ProgramEnd::How::not_started:
      throw unavailable("cannot be started: " + describe_errno(end.status));
    case ProgramEnd::How::killed:
      throw unavailable("was ended by signal " + std::to_string(end.status));
    case ProgramEnd::How::timed_out:
      throw unavailable("did not end within " + std::to_string(patience_.count() / 1000) + " s");
    case ProgramEnd::How::too_long:
      throw unavailable("wrote more than any record is long");
    case ProgramEnd::How::unknown:
      break;
  }
  throw Error(ErrorKind::usage, program_ + ' ' + verb + ": nobody learns how it ended",
              "do not ignore SIGCHLD, and do not reap other people's children, while a helper runs");
}

void CredentialHelper::fail(const char* verb, const Answer& answer, const std::vector<Secret>& known) const {
  const std::string words =
      redacted_words(answer.output.reveal() + ' ' + answer.words.reveal().substr(0, longest_record), known);
  throw Error(ErrorKind::unavailable,
              program_ + ' ' + verb + " failed" +
                  (words.empty() ? " with exit code " + std::to_string(answer.status) : ": " + words),
              "see what it does: " + program_ + " list");
}

}  // namespace oauthctl
