#pragma once

#include "cli/global_options.h"
#include "cli/terminal.h"
#include "commands/demo.h"
#include "model/browser.h"
#include "model/http.h"

namespace oauthctl::demo {

/// `oauthctl demo`: uses the browser if there is one and a person at a terminal, and runs unattended otherwise. Returns
/// the exit code.
int run(const cli::DemoOptions& options, const cli::GlobalOptions& global, cli::Terminal& terminal,
        Transport& transport, const Browser& browser);

}  // namespace oauthctl::demo
