#include "http/failure.h"

#include <curl/curl.h>

#include <algorithm>
#include <iterator>
#include <system_error>

#include "base/duration.h"
#include "base/text.h"
#include "http/request_lines.h"

namespace oauthctl {
namespace {

/// OpenSSL's verdicts on a certificate chain (X509_V_ERR_…), which CURLINFO_SSL_VERIFYRESULT hands through.
enum Verdict : long {
  not_said = 1,  ///< the chain was good, but curl rejected the name
  no_issuer = 2,
  not_yet_valid = 9,
  expired = 10,
  self_signed = 18,
  self_signed_in_chain = 19,
  no_local_issuer = 20,
  no_first_signature = 21,
  name_mismatch = 62,  ///< only from require_alternative_name()
};

struct Cause {
  std::string words;
  std::string hint;
  ErrorKind kind = ErrorKind::unavailable;
};

long verdict(const FailedAttempt& attempt) {
  long value = not_said;
  curl_easy_getinfo(attempt.easy, CURLINFO_SSL_VERIFYRESULT, &value);
  return value;
}

/// The proxy without the credentials it may carry.
std::string proxy_name(const std::string& proxy) {
  const auto at = proxy.rfind('@');
  return printable(at == std::string::npos ? proxy : proxy.substr(at + 1), 100);
}

/// curl repeats the proxy as it was given, with the password in it.
std::string without_proxy_credentials(std::string text, const std::string& proxy) {
  if (proxy.find('@') == std::string::npos) return text;
  const std::string credentials = proxy.substr(0, proxy.rfind('@') + 1);
  const auto scheme = credentials.find("://");
  const std::string user = scheme == std::string::npos ? credentials : credentials.substr(scheme + 3);
  for (auto at = text.find(user); at != std::string::npos; at = text.find(user)) text.erase(at, user.size());
  return text;
}

/// curl's own words, for a failure that we have no words for.
std::string words(const FailedAttempt& attempt) {
  const auto code = static_cast<CURLcode>(attempt.code);
  const std::string text = attempt.words.empty() ? curl_easy_strerror(code) : attempt.words;
  return printable(without_proxy_credentials(text, attempt.settings.proxy), 200);
}

std::string seconds_in_words(std::chrono::milliseconds time) {
  return describe(std::chrono::ceil<std::chrono::seconds>(time));
}

Cause proxy_cause(const FailedAttempt& attempt, const std::string& why) {
  return {"the proxy " + proxy_name(attempt.settings.proxy) + ' ' + why, "check https_proxy and no_proxy"};
}

Cause connection_cause(const FailedAttempt& attempt) {
  long number = 0;
  curl_easy_getinfo(attempt.easy, CURLINFO_OS_ERRNO, &number);
  const std::string why =
      "cannot be reached: " +
      (number == 0 ? words(attempt) : to_lower(std::generic_category().message(static_cast<int>(number))));
  // curl names the host that it tried, not whether that was a proxy.
  const bool direct = attempt.settings.proxy.empty() || attempt.words.find(attempt.url.host) != std::string::npos;
  return direct ? Cause{attempt.url.host + ' ' + why, {}} : proxy_cause(attempt, why);
}

/// Up to the end of the TLS handshake: from then on the server may have seen the request.
bool was_connected(const FailedAttempt& attempt) {
  curl_off_t connected = 0;
  curl_easy_getinfo(attempt.easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
  return connected != 0;
}

Cause timeout_cause(const FailedAttempt& attempt) {
  if (was_connected(attempt)) return {"no complete answer within " + seconds_in_words(attempt.request.timeout), {}};
  const auto patience = std::min(attempt.settings.connect_timeout, attempt.request.timeout);
  return {"no connection to " + attempt.url.host + " within " + seconds_in_words(patience), {}};
}

Cause certificate_cause(const FailedAttempt& attempt) {
  const std::string certificate = "the certificate of " + attempt.url.host;
  switch (verdict(attempt)) {
    case not_said:
      return {certificate + " is for another host", {}};
    case name_mismatch:
      return {certificate + " names its host in no subjectAltName, and a common name does not count (RFC 9525)", {}};
    case expired:
      return {certificate + " has expired", "if it has not, set this machine's clock: `date -u` shows it"};
    case not_yet_valid:
      return {certificate + " is not valid yet", "if it is, set this machine's clock: `date -u` shows it"};
    case no_issuer:
    case self_signed:
    case self_signed_in_chain:
    case no_local_issuer:
    case no_first_signature:
      return {certificate +
                  (verdict(attempt) == self_signed ? " is self-signed and not" : " is not signed by an authority") +
                  " in " + describe(attempt.trust),
              "to trust an authority of your own, name its certificate: SSL_CERT_FILE=ca.pem"};
    default:
      return {certificate + " is refused: " + words(attempt), {}};
  }
}

Cause trust_cause(const FailedAttempt& attempt) {
  return {"no certificates can be read from the CA file " + attempt.trust.file,
          "set SSL_CERT_FILE to a readable file of PEM certificates, or unset it"};
}

/// The file is the user's: nothing was sent, and trying again will not help.
Cause own_certificate_cause(const FailedAttempt& attempt) {
  const auto& own = *attempt.request.client_certificate;
  const bool key = attempt.words.find("private key") != std::string::npos;
  return {"the client certificate's file " + printable(key ? own.key_file : own.certificate_file, 300) +
              " cannot be used: " + words(attempt),
          std::string("name a certificate and its unencrypted key in PEM with ") + own.named_by, ErrorKind::usage};
}

/// TLS 1.3 ends the handshake before the server has looked at our certificate, so its verdict comes as a failed read.
bool is_verdict_on_certificate(const FailedAttempt& attempt) {
  const auto says = [&](const char* text) { return attempt.words.find(text) != std::string::npos; };
  return attempt.request.client_certificate && says("alert") && (says("certificate") || says("unknown ca"));
}

Cause refused_certificate_cause(const FailedAttempt& attempt) {
  return {"the server refuses the client certificate " +
              printable(attempt.request.client_certificate->certificate_file, 300) + ": " + words(attempt),
          "check which certificate is registered for this client at the server", ErrorKind::usage};
}

Cause receive_cause(const FailedAttempt& attempt) {
  // curl has one code for this and for a connection that broke.
  if (attempt.words.find("chunk") != std::string::npos) {
    return {"the answer has a malformed chunk", {}, ErrorKind::protocol};
  }
  long proxy_status = 0;
  curl_easy_getinfo(attempt.easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  if (proxy_status == 0 || proxy_status / 100 == 2)
    return {"the connection was cut before the answer was complete", {}};
  if (proxy_status == 407) {
    return {"the proxy " + proxy_name(attempt.settings.proxy) + " wants another user name and password (407)",
            "put them into the proxy's URL: https_proxy=http://USER:PASSWORD@HOST:PORT, with %40 for @ and %3A for :"};
  }
  return proxy_cause(attempt, "answered " + std::to_string(proxy_status));
}

constexpr int too_large = 100;  // CURLE_TOO_LARGE, which older headers do not have

Cause cause(const FailedAttempt& attempt) {
  if (is_verdict_on_certificate(attempt)) return refused_certificate_cause(attempt);
  switch (attempt.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {"cannot resolve " + attempt.url.host, {}};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return proxy_cause(attempt, "cannot be used");
    case CURLE_COULDNT_CONNECT:
      return connection_cause(attempt);
    case CURLE_OPERATION_TIMEDOUT:
      return timeout_cause(attempt);
    case CURLE_PEER_FAILED_VERIFICATION:
      return certificate_cause(attempt);
    case CURLE_SSL_CONNECT_ERROR:
      return {"no TLS connection (1.2 or newer): " + words(attempt), {}};
    case CURLE_SSL_CERTPROBLEM:
      return own_certificate_cause(attempt);
    case CURLE_SSL_CACERT_BADFILE:
      return trust_cause(attempt);
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return receive_cause(attempt);
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, which is anything at all
    case CURLE_WEIRD_SERVER_REPLY:
      return {"the answer is not HTTP", {}, ErrorKind::protocol};
    case CURLE_OUT_OF_MEMORY:  // how curl said until 8.6 that one header line is above its own bound of 100 KB
    case too_large:
      return {"the answer's header is too large", {}, ErrorKind::protocol};
    default:
      return {words(attempt), {}};
  }
}

bool may_pass(const FailedAttempt& attempt) {
  constexpr int passing[] = {
      CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT,
      CURLE_GOT_NOTHING,          CURLE_PARTIAL_FILE,          CURLE_SEND_ERROR,      CURLE_RECV_ERROR};
  return std::find(std::begin(passing), std::end(passing), attempt.code) != std::end(passing);
}

}  // namespace

bool issuer_unknown(const FailedAttempt& attempt) {
  if (attempt.code != CURLE_PEER_FAILED_VERIFICATION) return attempt.code == CURLE_SSL_CACERT_BADFILE;
  const long value = verdict(attempt);
  return value == no_issuer || (value >= self_signed && value <= no_first_signature);
}

void throw_failure(const FailedAttempt& attempt) {
  const Cause found = cause(attempt);
  const Error error{found.kind, subject(attempt.request.method, attempt.url) + ": " + found.words, found.hint};
  if (!may_pass(attempt) || found.kind != ErrorKind::unavailable) throw Error(error);
  throw NetworkFault(error, was_connected(attempt));
}

}  // namespace oauthctl
