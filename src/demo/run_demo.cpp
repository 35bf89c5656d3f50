#include "demo/run_demo.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/environment.h"
#include "base/programs.h"
#include "cli/process.h"
#include "demo/story.h"

namespace oauthctl::demo {
namespace {

/// A folder that only we can access. The destructor deletes it.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code failed;
    path_ = (std::filesystem::temp_directory_path(failed) / "oauthctl-demo-XXXXXX").string();
    if (failed || mkdtemp(path_.data()) == nullptr) {
      throw Error(ErrorKind::unavailable, std::string("no folder for the demo: ") + std::strerror(errno));
    }
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

bool has_person() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

/// Whether somebody who types `oauthctl` gets this one.
bool is_on_path(const std::string& front) {
  const auto found = find_program("oauthctl", process_environment("PATH").value_or(""));
  std::error_code ignored;
  return found && std::filesystem::equivalent(*found, front, ignored);
}

}  // namespace

int run(const cli::DemoOptions& options, const cli::GlobalOptions& global, cli::Terminal& terminal,
        Transport& transport, const Browser& browser) {
  const PrivateFolder folder;
  Stage stage;
  stage.oauthctl = cli::front();
  stage.dev_server = cli::companion("oauthctl-devserver");
  stage.folder = folder.path();
  if (!is_on_path(stage.oauthctl)) stage.bin_folder = std::filesystem::path(stage.oauthctl).parent_path();
  stage.use_browser = !options.no_browser && has_person() && browser.available();
  stage.verbosity = global.verbosity;
  tell(stage, terminal, transport);
  return 0;
}

}  // namespace oauthctl::demo
