#include "base/deaf_thread.h"

#include <csignal>
#include <system_error>

#include "oauthctl/error.h"

namespace oauthctl {
namespace {

class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_ = {};
};

}  // namespace

std::thread deaf_thread(const std::function<void()>& run) {
  const NoSignals it_inherits_this;
  try {
    return std::thread(run);
  } catch (const std::system_error& error) {
    throw Error(ErrorKind::unavailable, std::string("cannot start a thread: ") + error.what());
  }
}

}  // namespace oauthctl
