#pragma once

#include <string>

#include "cli/terminal.h"
#include "model/http.h"

namespace oauthctl::demo {

/// The programs and folders of the demo.
struct Stage {
  std::string oauthctl;      ///< the front, by its path
  std::string dev_server;    ///< the development server, by its path
  std::string folder;        ///< empty, private to this run, removed by the caller
  std::string bin_folder;    ///< of the front; empty: the PATH leads there already
  bool use_browser = false;  ///< a person signs in; else the demo walks through the redirects itself
  int verbosity = 0;         ///< of the shown commands: see GlobalOptions
};

/// Tells the whole story with the real programs: each step is a command that the reader can type. Throws
/// ErrorKind::internal at the first step that fails.
void tell(const Stage& stage, const cli::Terminal& terminal, Transport& transport);

}  // namespace oauthctl::demo
