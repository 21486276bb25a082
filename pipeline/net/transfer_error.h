#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// An exchange that failed, for `transfer_error`.
struct FailedTransfer {
  int code = 0;             ///< The library's: a CURLcode.
  std::string_view reason;  ///< The library's own words; may be empty.
  std::string_view uri;
  std::string_view address;  ///< Of the server; empty when none was reached.
  std::string limit;         ///< For people: what the body is limited to.
};

/// The error of ours that stands for it, with the way out where there is one.
Error transfer_error(const FailedTransfer& failed);

}  // namespace headwater
