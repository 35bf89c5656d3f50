#include "http/curl_options.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "http/streamed_body.h"

namespace oauthctl {
namespace {

/// Zero would mean forever.
long milliseconds(std::chrono::milliseconds time) {
  return std::max(1L, static_cast<long>(time.count()));
}

long whole_seconds(std::chrono::milliseconds time) {
  return std::max(1L, static_cast<long>(std::chrono::ceil<std::chrono::seconds>(time).count()));
}

/// RFC 9525 §2: a name in the certificate's CN is not an identity; libcurl still accepts it if the certificate has no
/// other name.
int require_alternative_name(int is_good, X509_STORE_CTX* chain) {
  if (is_good == 0 || X509_STORE_CTX_get_error_depth(chain) != 0) return is_good;
  if (X509_get_ext_by_NID(X509_STORE_CTX_get_current_cert(chain), NID_subject_alt_name, -1) >= 0) return 1;
  X509_STORE_CTX_set_error(chain, X509_V_ERR_HOSTNAME_MISMATCH);
  return 0;
}

CURLcode set_verification(CURL*, void* context, void*) {
  SSL_CTX_set_verify(static_cast<SSL_CTX*>(context), SSL_VERIFY_PEER, require_alternative_name);
  return CURLE_OK;
}

void set_trust(void* easy, const Trust& trust) {
  const auto path = [](const std::string& text) { return text.empty() ? nullptr : text.c_str(); };
  for (const CURLoption option : {CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO}) set(easy, option, path(trust.file));
  for (const CURLoption option : {CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH}) set(easy, option, path(trust.directory));
  for (const CURLoption option : {CURLOPT_SSLVERSION, CURLOPT_PROXY_SSLVERSION}) {
    set(easy, option, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  }
  set(easy, CURLOPT_SSL_CTX_FUNCTION, set_verification);
}

void set_certificate(void* easy, const ClientCertificate& certificate) {
  set(easy, CURLOPT_SSLCERT, certificate.certificate_file);
  set(easy, CURLOPT_SSLKEY, certificate.key_file);
  // Without a passphrase OpenSSL would ask for it on the terminal.
  set(easy, CURLOPT_KEYPASSWD, "");
}

}  // namespace

void set_connection(void* easy, const Url& url, const TransportSettings& settings, const Trust& trust) {
  set(easy, CURLOPT_URL, url.text());
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_PROTOCOLS_STR, url.scheme);
  // One request on a connection gains nothing from HTTP/2, and the older version has fewer ways to fail.
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  // Empty, not unset: otherwise curl would read the environment itself.
  set(easy, CURLOPT_PROXY, url.is_loopback() ? std::string{} : settings.proxy);
  set(easy, CURLOPT_NOPROXY, settings.no_proxy);
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(settings.connect_timeout));
  set(easy, CURLOPT_USERAGENT, settings.user_agent);
  if (url.scheme == "https") set_trust(easy, trust);
}

void set_request(void* easy, const HttpRequest& request, curl_slist* fields) {
  const std::string& body = request.body.reveal();
  const bool idempotent = request.idempotent || request.method == "GET" || request.method == "HEAD";
  // curl resends a request if a kept connection turns out to be closed. The server may have seen it already, and a code
  // or a rotating refresh token must not be presented twice.
  set(easy, CURLOPT_FRESH_CONNECT, idempotent ? 0L : 1L);
  if (request.method == "HEAD") {
    set(easy, CURLOPT_NOBODY, 1L);
  } else if (!is_streamed(request) && (!body.empty() || request.method == "POST")) {
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(easy, CURLOPT_POSTFIELDS, body.c_str());
  }
  if (request.client_certificate) set_certificate(easy, *request.client_certificate);
  set(easy, CURLOPT_CUSTOMREQUEST, request.method);
  set(easy, CURLOPT_HTTPHEADER, fields);
}

void set_limits(void* easy, const HttpRequest& request) {
  if (request.sink) {
    // As the program curl does. From 128 KiB on it took more than half as much time again.
    set(easy, CURLOPT_BUFFERSIZE, 100L << 10);
    // A download may take any time as long as data arrives.
    set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(easy, CURLOPT_LOW_SPEED_TIME, whole_seconds(request.timeout));
  } else if (request.interruptible) {
    set(easy, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout));
  }  // else Patience: curl would throw away an answer that came while the process was stopped
  set(easy, CURLOPT_NOPROGRESS, 0L);
}

}  // namespace oauthctl
