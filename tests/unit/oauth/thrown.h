#pragma once

#include <gtest/gtest.h>

#include "oauthctl/error.h"

namespace oauthctl {

/// The Error that `action` throws; a failed test and an empty one when it throws none.
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
