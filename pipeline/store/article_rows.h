#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "store/article_names.h"
#include "store/document_rows.h"
#include "store/sqlite.h"
#include "store/word_pairs.h"

namespace headwater {

/// Knows which documents are versions of one article, within the caller's transactions.
///
/// A document belongs to the article that one of its names leads to, if their texts are related:
/// at least kLeastShare of the word pairs of the shorter one stand in the other. So an edited
/// article stays one at whatever address, and an address or an entry id that brings other articles
/// over time makes new ones; the name then leads to the newest. Where names lead to several related
/// articles, those are one: the smallest row takes the documents of the others.
/// Everything follows from the order of arrival alone. One thread; the database must outlive it.
class ArticleRows {
 public:
  static Result<ArticleRows> open(Database& database);

  /// What a capture shows: `current` is its document as it is stored already, if it is.
  struct Shown {
    const Article& article;
    std::int64_t capture = 0;
    std::optional<CurrentDocument> current;
    bool passed = false;  ///< Whether `article` has text and statements.
  };
  /// Finds or makes the article of a document that `capture` shows, and its row in version. Nothing
  /// if it has no name. To be called before the document is added, `settle` after it.
  Result<std::optional<std::int64_t>> join(const Shown& shown);
  /// Numbers the versions of an article: after `version` was made or moved, or the text of its
  /// document has changed.
  Status settle(std::int64_t version);
  /// The arrival led to no document, but its entry has been dealt with.
  Status note(const Arrival& arrival);
  /// The capture that `reference` names, if it shows a version of an article.
  Result<std::optional<std::int64_t>> find_capture(const CaptureReference& reference);

 private:
  struct Numbered;

  explicit ArticleRows(Database& database) : database_(&database) {}
  Result<std::vector<std::int64_t>> articles_of(const std::vector<ArticleName>& names,
                                                const Shown& shown,
                                                std::optional<std::int64_t> own);
  Result<bool> related(std::int64_t article, const Shown& shown, std::optional<WordPairs>& pairs);
  Result<WordPairs> pairs_of(const Shown& shown);
  Result<WordPairs> stored_pairs(std::int64_t document);
  Result<std::int64_t> make(const Shown& shown);
  Status unite(std::int64_t into, const std::vector<std::int64_t>& articles);
  Result<std::int64_t> add_version(std::int64_t article, const Shown& shown);
  Status put_names(const std::vector<ArticleName>& names, std::optional<std::int64_t> article,
                   Timestamp seen_at);
  Status set_latest(std::int64_t article, const Shown& shown);
  Result<std::vector<Numbered>> versions_from(std::int64_t article, std::int64_t version);
  Result<std::optional<std::int64_t>> number(SqlStatement& select);

  Database* database_;
  SqlStatement find_key_;
  SqlStatement put_key_;
  SqlStatement article_of_version_;
  SqlStatement article_of_capture_;
  SqlStatement capture_at_;
  SqlStatement insert_article_;
  SqlStatement set_latest_;
  SqlStatement latest_document_;
  SqlStatement text_;
  SqlStatement statements_;
  SqlStatement insert_version_;
  SqlStatement move_versions_;
  SqlStatement merge_;
  SqlStatement numbers_;
  SqlStatement set_number_;
  /// What the latest `join` did: made an article, moved versions of other ones, or no such thing.
  enum class Change { kText, kMade, kMoved } change_ = Change::kText;
};

}  // namespace headwater
