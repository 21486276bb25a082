#pragma once

#include <cstdint>
#include <string>

#include "base/read_file.h"
#include "base/result.h"

namespace headwater {

/// Standard input is read twice, and its digest must be known before its first line: it is put
/// aside on the disk first. Beyond this it is refused; a file has no such limit.
inline constexpr std::uint64_t kMaxSpooledBytes = std::uint64_t{16} << 30;

/// All that `fd` holds, as a file in the system's temporary folder that has no name any more and
/// goes away when it is closed. `name` stands for its path in messages. kTooLarge beyond `limit`.
Result<RegularFile> spool_input(int fd, const std::string& name, std::uint64_t limit);

}  // namespace headwater
