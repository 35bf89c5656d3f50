#include "http/transfer.h"

#include <curl/curl.h>

#include <chrono>
#include <string>
#include <thread>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

void require_ok(CURLMcode code) {
  if (code != CURLM_OK) throw Error(ErrorKind::internal, std::string("libcurl: ") + curl_multi_strerror(code));
}

class Attached {
 public:
  Attached(CURLM* multi, CURL* easy) : multi_(multi), easy_(easy) { require_ok(curl_multi_add_handle(multi, easy)); }
  ~Attached() { curl_multi_remove_handle(multi_, easy_); }
  Attached(const Attached&) = delete;
  Attached& operator=(const Attached&) = delete;

 private:
  CURLM* multi_;
  CURL* easy_;
};

/// Returns when there is something to read or write, or after a second: curl's timeouts and our callbacks need turns.
void wait(CURLM* multi) {
  constexpr int longest_wait = 1000;
  constexpr std::chrono::milliseconds until_next_try{20};
  if (curl_multi_poll(multi, nullptr, 0, longest_wait, nullptr) != CURLM_OK)
    std::this_thread::sleep_for(until_next_try);
}

}  // namespace

int transfer(void* multi, void* easy) {
  const Attached attached(multi, easy);
  int left = 0;
  require_ok(curl_multi_perform(multi, &left));
  while (left != 0) {
    wait(multi);
    require_ok(curl_multi_perform(multi, &left));
  }
  const CURLMsg* result = curl_multi_info_read(multi, &left);
  return result == nullptr ? CURLE_FAILED_INIT : result->data.result;
}

}  // namespace oauthctl
