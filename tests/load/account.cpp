#include "load/account.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "base/file_descriptor.h"

namespace oauthctl::load {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> with_auto_approve(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--auto-approve", "-q"});
  return arguments;
}

}  // namespace

Account::Account(const std::vector<std::string>& server_arguments)
    : server_(with_auto_approve(server_arguments)), store_(home_ / "profiles") {
  sign_in();
}

void Account::sign_in() {
  const int code = run({"login", "--secrets", server_.client_file()});
  if (code != 0) throw std::runtime_error("oauthctl login ended with " + std::to_string(code));
}

Program Account::oauthctl(const std::vector<std::string>& words) const {
  std::vector<std::string> command{OAUTHCTL_BIN "/oauthctl"};
  command.insert(command.end(), words.begin(), words.end());
  return {std::move(command),
          {"PATH=/usr/local/bin:/usr/bin:/bin", "OAUTHCTL_HOME=" + home_.path(),
           "BROWSER=" OAUTHCTL_SOURCE_DIR "/tests/cli/browser"}};
}

int Account::run(const std::vector<std::string>& words) const {
  const FileDescriptor nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC));
  return wait_for(oauthctl(words).start(nowhere.get()));
}

void Account::expire_token() {
  const auto turn = store_.take_turn("default", 30s);
  Record expired = turn->record().value();
  expired.tokens.expires_at = TimePoint{};
  turn->commit(expired);
}

Record Account::record() const {
  const auto found = store_.load("default");
  if (!found) throw std::runtime_error("the record is missing");
  return *found;
}

std::uint64_t Account::renewals() const {
  return server_.stats().at("grants").value("refresh_token", std::uint64_t{0});
}

std::size_t Account::files() const {
  const std::filesystem::recursive_directory_iterator files(home_.path());
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

// NOLINTNEXTLINE(cert-dcl50-cpp): the compiler compares the format with the values
void say(const char* format, ...) {
  va_list values;
  va_start(values, format);
  std::vprintf(format, values);
  va_end(values);
  std::putchar('\n');
  std::fflush(stdout);
}

}  // namespace oauthctl::load
