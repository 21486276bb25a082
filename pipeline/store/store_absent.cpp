#include "store/store.h"

// Lets the program link until the store can be read: whoever adds open_store_reader removes this
// file.

namespace headwater {

Result<std::unique_ptr<StoreReader>> open_store_reader(const std::filesystem::path& path) {
  return Error{ErrorCode::kStoreMissing, path.string() + ": this build has no store"};
}

}  // namespace headwater
