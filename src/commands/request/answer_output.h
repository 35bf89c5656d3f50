#pragma once

#include <memory>
#include <string>

#include "commands/request/output_file.h"
#include "model/http.h"

namespace oauthctl::cli {

struct OutputForm {
  std::string path;          ///< empty: stdout
  bool with_heads = false;   ///< status line and header fields first
  bool is_terminal = false;  ///< stdout is one: JSON is indented, and a last newline is added
  bool is_colored = false;
};

/// The destination of the answers of one command.
class AnswerOutput {
 public:
  explicit AnswerOutput(OutputForm form) : form_(std::move(form)) {}

  /// A piece of the answer's body.
  void write(const HttpResponse& head, std::string_view piece);
  /// The answer is complete.
  void end(const HttpResponse& head);
  /// No other answer follows.
  void finish();

 private:
  void begin(const HttpResponse& head);
  void flush();
  void put(std::string_view text);

  OutputForm form_;
  std::unique_ptr<OutputFile> file_;
  std::string json_;  ///< kept until it is whole, so that it can be indented
  bool has_begun_ = false;
  bool is_json_ = false;
  char last_ = '\n';
};

}  // namespace oauthctl::cli
