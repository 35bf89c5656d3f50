#pragma once

#include <exception>
#include <list>
#include <memory>

#include "model/http.h"

namespace oauthctl {

/// Whether the body is read while it is sent.
inline bool is_streamed(const HttpRequest& request) {
  return request.stream || !request.form.empty();
}

/// Hands the body of a request to curl piece by piece. It must outlive the transfer.
class StreamedBody {
 public:
  /// Throws ErrorKind::unavailable if a part of the body was sent already and cannot be read again. An exception of a
  /// source is kept in `thrown`, because it must not cross curl's frames.
  StreamedBody(void* easy, const HttpRequest& request, std::exception_ptr& thrown);

 private:
  struct Reader {
    BodySource& source;
    std::exception_ptr& thrown;
  };
  static std::size_t read(char* bytes, std::size_t size, std::size_t count, void* reader);
  static int seek(void* reader, std::int64_t offset, int origin);
  void set_upload(void* easy, BodySource& source);
  void set_form(void* easy, const std::vector<FormPart>& parts);
  Reader& reader_of(BodySource& source) { return readers_.emplace_back(Reader{source, thrown_}); }

  std::exception_ptr& thrown_;
  std::list<Reader> readers_;
  std::unique_ptr<void, void (*)(void*)> form_;
};

}  // namespace oauthctl
