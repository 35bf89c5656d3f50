#pragma once

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {

/// The Error that `action` throws. If it throws none, the test fails and gets an empty Error.
template <typename Action>
Error thrown_by(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::internal, ""};
}

}  // namespace oauthctl
