#include "support/dev_server.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "support/text_file.h"

namespace oauthctl::testing {
namespace {

/// Only async-signal-safe calls: the test program may have threads.
[[noreturn]] void become(const std::vector<char*>& argv, int out, int err) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execv(argv[0], argv.data());
  _exit(127);
}

pid_t launch(std::vector<std::string> words, int out, int err) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) become(argv, out, err);
  return pid;
}

/// Ends at the end of the line, or if the server ends before it wrote one.
std::string read_line(int fd) {
  std::string line;
  for (char c = 0; read(fd, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

DevServer::DevServer(const std::vector<std::string>& arguments) {
  const std::string program = OAUTHCTL_LIBEXEC "/oauthctl-devserver";
  std::vector<std::string> words{program, "dev-server", "--port", "0", "--client-file", client_file()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  int ready[2];
  if (pipe2(ready, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int err = open((directory_ / "stderr").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  pid_ = launch(words, ready[1], err);
  close(ready[1]);
  close(err);
  issuer_ = read_line(ready[0]);
  close(ready[0]);
  if (!issuer_.starts_with("http")) {
    const std::string said = errors();
    throw std::runtime_error("the dev server ended with " + std::to_string(stop()) + ": " + said);
  }
}

DevServer::~DevServer() {
  stop();
}

int DevServer::port() const {
  return std::stoi(issuer_.substr(issuer_.rfind(':') + 1));
}

nlohmann::json DevServer::client() const {
  return nlohmann::json::parse(read_file(client_file()));
}

std::string DevServer::errors() const {
  return read_file(directory_ / "stderr");
}

nlohmann::json DevServer::stats() const {
  httplib::Client http(issuer_);
  const auto answer = http.Get("/stats");
  if (!answer) throw std::runtime_error("the dev server does not answer");
  return nlohmann::json::parse(answer->body);
}

bool DevServer::accepts(const std::string& token) const {
  httplib::Client http(issuer_);
  const auto answer = http.Get("/resource", {{"Authorization", "Bearer " + token}});
  return answer && answer->status == 200;
}

int DevServer::stop(int signal) {
  if (pid_ <= 0) return -1;
  kill(pid_, signal);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace oauthctl::testing
