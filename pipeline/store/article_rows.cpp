#include "store/article_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/url_key.h"
#include "store/sqlite_frontier.h"

namespace headwater {
namespace {

/// Other texts of one outlet share few word pairs, edited articles most of them; see the test for
/// what lies between.
constexpr double kLeastShare = 0.3;

std::int64_t stored_document(const std::optional<CurrentDocument>& current) {
  return current ? current->document : 0;
}

}  // namespace

/// A version, its number and its text's digest.
struct ArticleRows::Numbered {
  std::int64_t version = 0;
  std::int64_t number = 0;
  std::string text;
};

Result<ArticleRows> ArticleRows::open(Database& database) {
  ArticleRows rows(database);
  const Status prepared = database.prepare_all(
      {{&rows.find_key_,
        "SELECT coalesce(a.merged_into, a.article) FROM article_key k"
        " JOIN article a ON a.article = k.article WHERE k.key = ?"},
       // What is as it was is not written: most documents are seen again under the same address.
       {&rows.put_key_,
        "INSERT INTO article_key (key, article, fingerprint, seen_at)"
        " VALUES (?1, ?2, coalesce(?3, ''), ?4) ON CONFLICT (key) DO UPDATE"
        " SET article = coalesce(?2, article), fingerprint = coalesce(?3, fingerprint),"
        " seen_at = ?4 WHERE ?3 IS NOT NULL OR article IS NOT ?2"},
       {&rows.article_of_version_, "SELECT article FROM version WHERE version = ?"},
       {&rows.article_of_capture_,
        "SELECT v.article FROM capture c JOIN document d ON d.id = c.document"
        " AND d.superseded_by IS NULL JOIN version v ON v.version = d.version"
        " WHERE c.capture = ?"},
       {&rows.capture_at_,
        "SELECT c.capture FROM article_key k JOIN article a ON a.article = k.article"
        " JOIN version v ON v.article = coalesce(a.merged_into, a.article)"
        " JOIN capture c ON c.capture = v.capture OR c.revisit_of = v.capture"
        " WHERE k.key = ?1 AND c.captured_at = ?2 AND c.uri = ?3 ORDER BY c.capture LIMIT 1"},
       {&rows.insert_article_,
        "INSERT INTO article (capture, etag, last_modified) VALUES (?, '', '')"},
       {&rows.set_latest_,
        "UPDATE article SET capture = ?, etag = ?, last_modified = ? WHERE article = ?"},
       {&rows.latest_document_,
        "SELECT d.document FROM document d WHERE d.superseded_by IS NULL AND d.id ="
        " (SELECT document FROM version WHERE article = ? ORDER BY version DESC LIMIT 1)"},
       {&rows.text_, "SELECT text FROM document_text WHERE document = ?"},
       {&rows.statements_, "SELECT begin, end FROM statement WHERE document = ?"},
       {&rows.insert_version_,
        "INSERT INTO version (article, number, document, capture, first_seen)"
        " SELECT ?1, 1, ?2, capture, captured_at FROM capture WHERE capture = ?3"},
       {&rows.move_versions_, "UPDATE version SET article = ? WHERE article = ?"},
       {&rows.merge_, "UPDATE article SET merged_into = ?1 WHERE article = ?2 OR merged_into = ?2"},
       {&rows.numbers_,
        "SELECT v.version, v.number, d.text_sha256 FROM version v"
        " JOIN document d ON d.id = v.document AND d.superseded_by IS NULL"
        " WHERE v.article = ?1 AND v.version >= coalesce("
        "(SELECT max(w.version) FROM version w WHERE w.article = ?1 AND w.version < ?2), 0)"
        " ORDER BY v.version"},
       {&rows.set_number_, "UPDATE version SET number = ? WHERE version = ?"}});
  if (!prepared) return prepared.error();
  return rows;
}

Result<std::optional<std::int64_t>> ArticleRows::join(const Shown& shown) {
  change_ = Change::kText;
  std::optional<std::int64_t> version = shown.current ? shown.current->version : std::nullopt;
  // Cleaned again, it is what it was: its names stay those under which it arrived.
  if (version && shown.article.arrival.stored_capture) return version;
  const std::vector<ArticleName> names =
      article_names(shown.article, shown.passed ? TextName::kGiven : TextName::kNone);
  if (names.empty()) return version;
  std::optional<std::int64_t> own;
  if (version) {
    const auto article = number(article_of_version_.bind_integer(*version));
    if (!article) return article.error();
    own = *article;
  }
  const Result<std::vector<std::int64_t>> articles = articles_of(names, shown, own);
  if (!articles) return articles.error();
  const Result<std::int64_t> chosen =
      articles->empty() ? make(shown) : Result<std::int64_t>(articles->front());
  if (!chosen) return chosen.error();
  if (Status united = unite(*chosen, *articles); !united) return united.error();
  if (!version) {
    const Result<std::int64_t> added = add_version(*chosen, shown);
    if (!added) return added.error();
    version = *added;
  }
  Status status = put_names(names, *chosen, shown.article.arrival.captured_at);
  if (status) status = set_latest(*chosen, shown);
  if (!status) return status.error();
  return version;
}

/// The articles that `names` lead to and that `shown` is a version of, ascending; its own among
/// them.
Result<std::vector<std::int64_t>> ArticleRows::articles_of(const std::vector<ArticleName>& names,
                                                           const Shown& shown,
                                                           std::optional<std::int64_t> own) {
  std::vector<std::int64_t> articles;
  if (own) articles.push_back(*own);
  std::vector<std::int64_t> looked_at = articles;
  std::optional<WordPairs> pairs;
  for (const ArticleName& name : names) {
    const std::string key = article_key_bytes(name.key);
    const auto known = number(find_key_.bind_blob(key));
    if (!known) return known.error();
    if (!*known || std::ranges::count(looked_at, **known) > 0) continue;
    looked_at.push_back(**known);
    const Result<bool> is_related = related(**known, shown, pairs);
    if (!is_related) return is_related.error();
    if (*is_related) articles.push_back(**known);
  }
  std::ranges::sort(articles);
  return articles;
}

/// Whether `shown` may be a version of `article`. `pairs` are its own, kept from call to call.
Result<bool> ArticleRows::related(std::int64_t article, const Shown& shown,
                                  std::optional<WordPairs>& pairs) {
  const auto latest = number(latest_document_.bind_integer(article));
  if (!latest) return latest.error();
  if (!*latest) return false;
  if (!pairs) {
    Result<WordPairs> own = pairs_of(shown);
    if (!own) return own.error();
    pairs = std::move(*own);
  }
  const Result<WordPairs> theirs = stored_pairs(**latest);
  if (!theirs) return theirs.error();
  return pairs->share(*theirs) >= kLeastShare;
}

Result<WordPairs> ArticleRows::pairs_of(const Shown& shown) {
  if (shown.passed) return WordPairs(shown.article.text, shown.article.statements);
  return stored_pairs(stored_document(shown.current));
}

Result<WordPairs> ArticleRows::stored_pairs(std::int64_t document) {
  std::vector<Statement> statements;
  statements_.bind_integer(document);
  Result<bool> row = statements_.step();
  for (; row && *row; row = statements_.step()) {
    statements.push_back({{statements_.unsigned_integer(0), statements_.unsigned_integer(1)}, 0});
  }
  if (!row) return row.error();
  row = text_.bind_integer(document).step();
  if (!row) return row.error();
  const std::string_view text = *row ? text_.text(0) : std::string_view();
  std::erase_if(statements, [&](const Statement& s) { return s.span.end > text.size(); });
  WordPairs pairs(text, statements);
  text_.reset();
  return pairs;
}

Result<std::int64_t> ArticleRows::make(const Shown& shown) {
  change_ = Change::kMade;
  Status inserted = insert_article_.bind_integer(shown.capture).run();
  if (!inserted) return inserted.error();
  return database_->last_row();
}

Status ArticleRows::unite(std::int64_t into, const std::vector<std::int64_t>& articles) {
  for (const std::int64_t article : articles) {
    if (article == into) continue;
    change_ = Change::kMoved;
    Status status = move_versions_.bind_integer(into).bind_integer(article).run();
    if (status) status = merge_.bind_integer(into).bind_integer(article).run();
    if (!status) return status;
  }
  return {};
}

Result<std::int64_t> ArticleRows::add_version(std::int64_t article, const Shown& shown) {
  insert_version_.bind_integer(article).bind_blob(id_bytes(shown.article.payload_digest));
  insert_version_.bind_integer(shown.current ? shown.current->capture : shown.capture);
  if (Status inserted = insert_version_.run(); !inserted) return inserted.error();
  return database_->last_row();
}

Status ArticleRows::put_names(const std::vector<ArticleName>& names,
                              std::optional<std::int64_t> article, Timestamp seen_at) {
  for (const ArticleName& name : names) {
    const std::string key = article_key_bytes(name.key);
    put_key_.bind_blob(key);
    article ? put_key_.bind_integer(*article) : put_key_.bind_null();
    put_key_.bind_text_or_null(name.fingerprint).bind_integer(seen_at.microseconds);
    if (Status put = put_key_.run(); !put) return put;
  }
  return {};
}

Status ArticleRows::set_latest(std::int64_t article, const Shown& shown) {
  // Bound texts are not copied: what is bound lives until the statement has run.
  static const FrontierUpdate kNone;
  const std::optional<FrontierUpdate>& given = shown.article.arrival.frontier;
  const FrontierUpdate& update = given ? *given : kNone;
  set_latest_.bind_integer(shown.capture).bind_text(update.etag).bind_text(update.last_modified);
  return set_latest_.bind_integer(article).run();
}

Status ArticleRows::settle(std::int64_t version) {
  if (change_ == Change::kMade) return {};  // its only version has its number already
  const bool all = change_ == Change::kMoved;
  const auto article = number(article_of_version_.bind_integer(version));
  if (!article || !*article) return article ? Status() : Status(article.error());
  const Result<std::vector<Numbered>> rows = versions_from(**article, all ? 0 : version);
  if (!rows) return rows.error();
  std::int64_t number = 1;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const Numbered& row = (*rows)[i];
    // The first row is the one before `version`, whose number stands, or the article's first.
    if (i == 0 && !all && row.version < version) number = row.number;
    if (i > 0 && row.text != (*rows)[i - 1].text) ++number;
    if (row.number == number) continue;
    Status set = set_number_.bind_integer(number).bind_integer(row.version).run();
    if (!set) return set;
  }
  return {};
}

/// The versions of `article` from the one before `version` on, in order of arrival.
Result<std::vector<ArticleRows::Numbered>> ArticleRows::versions_from(std::int64_t article,
                                                                      std::int64_t version) {
  std::vector<Numbered> rows;
  numbers_.bind_integer(article).bind_integer(version);
  Result<bool> row = numbers_.step();
  for (; row && *row; row = numbers_.step()) {
    rows.push_back({numbers_.integer(0), numbers_.integer(1), std::string(numbers_.blob(2))});
  }
  if (!row) return std::move(row.error());
  return rows;
}

Status ArticleRows::note(const Arrival& arrival) {
  const std::vector<ArticleName> names = arrival_names(arrival);
  if (names.empty()) return {};
  std::optional<std::int64_t> article;
  if (arrival.http && arrival.http->unchanged_since) {
    const auto known = number(article_of_capture_.bind_integer(*arrival.http->unchanged_since));
    if (!known) return known.error();
    article = *known;
  }
  return put_names(names, article, arrival.captured_at);
}

Result<std::optional<std::int64_t>> ArticleRows::find_capture(const CaptureReference& reference) {
  const std::string key = article_key_bytes("url:" + article_url_key(reference.uri));
  capture_at_.bind_blob(key).bind_integer(reference.date.microseconds).bind_text(reference.uri);
  return number(capture_at_);
}

/// The number in the first row of `select`, if there is a row.
Result<std::optional<std::int64_t>> ArticleRows::number(SqlStatement& select) {
  const Result<bool> row = select.step();
  if (!row) return row.error();
  std::optional<std::int64_t> number;
  if (*row) number = select.integer(0);
  select.reset();
  return number;
}

}  // namespace headwater
