#include "http/streamed_body.h"

#include <curl/curl.h>

#include <cstdio>
#include <new>

#include "http/curl_options.h"

namespace oauthctl {
namespace {

/// As curl writes "not known".
curl_off_t size_of(const BodySource& source) {
  const auto size = source.size();
  return size ? static_cast<curl_off_t>(*size) : -1;
}

void free_form(void* form) {
  curl_mime_free(static_cast<curl_mime*>(form));
}

void require(CURLcode code) {
  if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
  if (code != CURLE_OK) throw Error(ErrorKind::internal, "libcurl refuses a part of a form");
}

}  // namespace

StreamedBody::StreamedBody(void* easy, const HttpRequest& request, std::exception_ptr& thrown)
    : thrown_(thrown), form_(nullptr, free_form) {
  if (!rewind_body(request)) {
    throw Error(ErrorKind::unavailable, "the request must be sent again, but its body came from a pipe");
  }
  if (request.stream) set_upload(easy, *request.stream);
  if (!request.form.empty()) set_form(easy, request.form);
}

void StreamedBody::set_upload(void* easy, BodySource& source) {
  set(easy, CURLOPT_UPLOAD, 1L);
  set(easy, CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10);
  set(easy, CURLOPT_INFILESIZE_LARGE, size_of(source));
  Reader& reader = reader_of(source);
  set(easy, CURLOPT_READFUNCTION, &StreamedBody::read);
  set(easy, CURLOPT_READDATA, &reader);
  set(easy, CURLOPT_SEEKFUNCTION, &StreamedBody::seek);
  set(easy, CURLOPT_SEEKDATA, &reader);
}

void StreamedBody::set_form(void* easy, const std::vector<FormPart>& parts) {
  curl_mime* form = curl_mime_init(easy);
  if (form == nullptr) throw std::bad_alloc();
  form_.reset(form);
  for (const FormPart& part : parts) {
    curl_mimepart* made = curl_mime_addpart(form);
    if (made == nullptr) throw std::bad_alloc();
    require(curl_mime_name(made, part.name.c_str()));
    if (part.content) {
      require(curl_mime_data_cb(made, size_of(*part.content), &StreamedBody::read, &StreamedBody::seek, nullptr,
                                &reader_of(*part.content)));
    } else {
      require(curl_mime_data(made, part.value.data(), part.value.size()));
    }
    if (!part.file_name.empty()) require(curl_mime_filename(made, part.file_name.c_str()));
    if (!part.type.empty()) require(curl_mime_type(made, part.type.c_str()));
  }
  set(easy, CURLOPT_UPLOAD_BUFFERSIZE, 256L << 10);
  set(easy, CURLOPT_MIMEPOST, form);
}

std::size_t StreamedBody::read(char* bytes, std::size_t size, std::size_t count, void* reader) {
  const auto& [source, thrown] = *static_cast<Reader*>(reader);
  try {
    return source.read(bytes, size * count);
  } catch (...) {
    thrown = std::current_exception();
    return CURL_READFUNC_ABORT;
  }
}

int StreamedBody::seek(void* reader, std::int64_t offset, int origin) {
  const bool is_rewound = offset == 0 && origin == SEEK_SET && static_cast<Reader*>(reader)->source.rewind();
  return is_rewound ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_CANTSEEK;
}

}  // namespace oauthctl
