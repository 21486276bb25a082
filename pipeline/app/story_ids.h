#pragma once

#include <string>
#include <unordered_map>

#include "base/result.h"
#include "store/store.h"

namespace headwater {

/// Which story the documents of a store tell: copies of one text tell one, however often it was
/// printed and updated. Each cluster is looked for once; one that is too large to be looked at
/// whole still is one story, as its parts meet in the documents that were looked at. Memory: an
/// entry for each document that has a copy.
class StoryIds {
 public:
  /// `reader` must outlive this.
  explicit StoryIds(StoreReader& reader) : reader_(reader) {}

  /// The story of the document with this id (a whole one); itself where nothing copies it.
  Result<std::string> of(const std::string& document);

 private:
  StoreReader& reader_;
  std::unordered_map<std::string, std::string> stories_;  // of the documents that have copies
};

}  // namespace headwater
