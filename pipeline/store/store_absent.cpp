#include "store/store.h"

// Lets the program link and its storeless commands run until the store is there: whoever adds
// open_store and open_store_reader removes this file.

namespace headwater {

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options) {
  return Error{ErrorCode::kStoreMissing, options.path.string() + ": this build has no store"};
}

Result<std::unique_ptr<StoreReader>> open_store_reader(const std::filesystem::path& path) {
  return Error{ErrorCode::kStoreMissing, path.string() + ": this build has no store"};
}

}  // namespace headwater
