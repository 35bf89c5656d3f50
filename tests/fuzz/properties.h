#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace oauthctl::fuzz {

/// A property that does not hold: what libFuzzer reports as a finding.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws Broken unless `holds`.
void require(bool holds, const std::string& property);

/// Text that a person sees: UTF-8 without control characters, terminal escapes, bidi and zero-width characters. The
/// characters are listed from Unicode here and not taken from printable(), which is under test.
void require_fit_for_terminal(std::string_view text);

/// Values that must not occur in any message. Only those with `planted` in them count, which each secret of the seeds
/// contains: a fuzzer learns our own words from the comparisons, and would call them secrets.
using Secrets = std::vector<std::string>;
inline constexpr std::string_view planted = "0123456789";
void require_hidden(std::string_view text, const Secrets& secrets);

/// Both.
void require_fit_message(std::string_view text, const Secrets& secrets);

/// Runs `parse`, which may throw `Error`; message and hint must then be fit to be shown. Returns whether it returned.
bool parses(const std::function<void()>& parse, const Secrets& secrets = {});

/// Those of `values` that occur in `input` only once: a value that a server repeats elsewhere was revealed by the
/// server itself.
Secrets told_once(const Secrets& values, std::string_view input);

/// The values of secret members (access_token, client_secret, …) of the JSON object or form in `body` that occur in
/// `input` only once.
Secrets secrets_in(std::string_view body, std::string_view input);

}  // namespace oauthctl::fuzz
