#pragma once

#include <string>
#include <vector>

#include "cli/global_options.h"

namespace oauthctl::cli {

/// A word that may stand at the end of an unfinished command line.
struct Candidate {
  std::string word;
  std::string help = {};
};

/// The words that the tables know, and the kind of those that only the caller knows.
struct Completion {
  std::vector<Candidate> candidates = {};
  ValueKind values = ValueKind::any;
  std::string kept = {};   ///< what is typed of the last word and stays: `--format=`
  std::string typed = {};  ///< the part of the last word that a value would replace

  /// Adds it if it goes on from what is typed.
  void add(std::string_view word, std::string_view help = {});
};

/// The words that can stand in place of the last one, which is unfinished and may be empty. `words` are those after the
/// program's name. The options of every command that are finished fill `global`. A line that makes no sense has no
/// completion.
Completion complete(std::span<const std::string> words, std::span<const Description> commands,
                    std::span<const Option> globals, GlobalOptions& global);

}  // namespace oauthctl::cli
