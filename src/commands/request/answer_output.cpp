#include "commands/request/answer_output.h"

#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "base/text.h"
#include "commands/request/pretty_json.h"
#include "oauth/endpoint.h"

namespace oauthctl::cli {
namespace {

/// Longer JSON is not read at a terminal, and is shown as it arrives.
constexpr std::size_t longest_pretty = 4 << 20;

bool says_json(const HttpResponse& head) {
  const std::string type = media_type(head);
  return type == "application/json" || type.ends_with("+json");
}

}  // namespace

void AnswerOutput::write(const HttpResponse& head, std::string_view piece) {
  begin(head);
  if (!is_json_) return put(piece);
  json_ += piece;
  if (json_.size() > longest_pretty) flush();
}

void AnswerOutput::begin(const HttpResponse& head) {
  if (has_begun_) return;
  has_begun_ = true;
  if (!form_.path.empty() && !file_) file_ = std::make_unique<OutputFile>(form_.path);
  // Programs that read line by line tell the answers apart.
  if (last_ != '\n') put("\n");
  is_json_ = form_.is_terminal && form_.path.empty() && says_json(head);
  if (!form_.with_heads) return;
  put(head.status_line + "\r\n");
  for (const auto& [name, value] : head.headers) put(name + ": " + value + "\r\n");
  put("\r\n");
}

void AnswerOutput::flush() {
  is_json_ = false;
  put(json_);
  json_.clear();
}

void AnswerOutput::end(const HttpResponse& head) {
  begin(head);
  if (auto pretty = is_json_ ? pretty_json(json_, form_.is_colored) : std::nullopt) json_ = std::move(*pretty);
  flush();
  // A warning must not stand in the last line of the body.
  if (form_.is_terminal && form_.path.empty() && last_ != '\n') put("\n");
  has_begun_ = false;
}

void AnswerOutput::finish() {
  if (file_) file_->commit();
}

void AnswerOutput::put(std::string_view text) {
  if (text.empty()) return;
  last_ = text.back();
  file_ ? file_->write(text) : write_answer(text);
}

}  // namespace oauthctl::cli
