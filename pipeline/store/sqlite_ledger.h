#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/ledger.h"
#include "stage/stage.h"
#include "store/copy_rows.h"
#include "store/document_rows.h"

namespace headwater {

/// Answers ordered stages from the tables, the open transaction included. One thread; the tables
/// must outlive it.
class SqliteLedger final : public Ledger {
 public:
  SqliteLedger(DocumentRows& documents, CopyRows& copies)
      : documents_(documents), copies_(copies) {}

  /// The recipe of the run that begins now.
  void set_recipe(std::int64_t recipe) { recipe_ = recipe; }

  bool has_payload(const Digest& payload) override;
  std::optional<std::string> find_folded(const Digest& folded) override;
  void each_sketch(const std::function<void(const SketchedDocument&)>& each) override;
  void each_link(const std::function<void(std::string_view, std::string_view)>& each) override;
  bool find_text(std::string_view document, StoredText& out) override;

  /// The first failure of a question: its answer was no, which must not be committed.
  const Status& failure() const { return failure_; }

 private:
  DocumentRows& documents_;
  CopyRows& copies_;
  std::int64_t recipe_ = 0;
  Status failure_;
};

/// What had been committed under the keys of `source`, through a connection of its own to the
/// database in `file`. The cursor may be used by one thread at a time, whichever.
Result<std::unique_ptr<Cursor>> open_sqlite_cursor(const std::filesystem::path& file,
                                                   std::string_view source);

}  // namespace headwater
