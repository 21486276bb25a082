#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "base/result.h"

namespace headwater {

/// Closes the quarantine items of these numbers in the store at `store`: nobody needs them any
/// more. All or none; durable when it returns. Items that are not open stay as they are. Takes the
/// store's lock: kStoreLocked while another process writes.
Status dismiss_quarantine(const std::filesystem::path& store, std::span<const std::int64_t> items);

}  // namespace headwater
