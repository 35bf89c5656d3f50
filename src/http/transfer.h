#pragma once

namespace oauthctl {

/// Sends the request that the handle `easy` was set up for and receives its answer, as curl_easy_perform does. Returns
/// a CURLcode. `multi` keeps the connections. A failure to wait (poll: ENOMEM) does not end the transfer, because the
/// server may have spent a code or a refresh token by then, and it answers only once. curl_easy_perform would give up.
/// Throws ErrorKind::internal if libcurl cannot go on.
int transfer(void* multi, void* easy);

}  // namespace oauthctl
