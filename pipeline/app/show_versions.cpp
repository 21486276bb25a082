#include "app/show_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "app/display.h"
#include "app/output_json.h"
#include "app/version_diff.h"
#include "base/utf8.h"

namespace headwater {
namespace {

struct Difference {
  std::size_t removed = 0;
  std::size_t added = 0;
};

Difference count(const std::vector<StatementChange>& changes) {
  const auto of = [&](ChangeKind kind) {
    return static_cast<std::size_t>(std::ranges::count(changes, kind, &StatementChange::kind));
  };
  return {of(ChangeKind::kRemoved), of(ChangeKind::kAdded)};
}

Result<std::vector<ArticleVersion>> versions_of(std::string_view document, Session& session) {
  Result<std::vector<ArticleVersion>> versions = session.reader->versions(document);
  if (versions && versions->empty()) {
    return Error{ErrorCode::kNotFound,
                 fmt::format("document {} has no versions: it has no address on the web under "
                             "which a later text could be known",
                             document)};
  }
  return versions;
}

/// "A..B" as two numbers.
std::optional<std::pair<std::int64_t, std::int64_t>> parse_range(std::string_view range) {
  std::pair<std::int64_t, std::int64_t> out;
  const char* end = range.data() + range.size();
  const auto first = std::from_chars(range.data(), end, out.first);
  const std::string_view rest(first.ptr, static_cast<std::size_t>(end - first.ptr));
  if (first.ec != std::errc() || !rest.starts_with("..")) return std::nullopt;
  const auto second = std::from_chars(first.ptr + 2, end, out.second);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return out;
}

Result<StoredDocument> load(const std::vector<ArticleVersion>& versions, std::int64_t number,
                            Session& session) {
  const auto found = std::ranges::find(versions, number, &ArticleVersion::number);
  if (found != versions.end()) return session.reader->document(found->document);
  return Error{ErrorCode::kBadArgument,
               fmt::format("there is no version {}: the article has versions 1 to {}", number,
                           versions.back().number)};
}

void print_change(const StatementChange& change, const StoredDocument& document,
                  std::int64_t version, Session& session) {
  const Statement& statement = document.article.statements[change.ordinal];
  if (session.line.has("json")) {
    JsonWriter json;
    write_change(document, change.kind == ChangeKind::kAdded ? "added" : "removed", version,
                 change.ordinal, json);
    session.out.line(json.text());
    return;
  }
  const char* sign = change.kind == ChangeKind::kAdded ? "+" : "-";
  session.out.line(
      fmt::format("{} {}", sign, escape_for_display(slice(document.article.text, statement.span))));
}

void print_kept(std::size_t count, Session& session) {
  if (count == 0 || session.line.has("json")) return;
  session.out.line(fmt::format("  ({} unchanged)", human_count(count)));
}

}  // namespace

Result<ExitCode> show_versions(std::string_view document, Session& session) {
  const Result<std::vector<ArticleVersion>> versions = versions_of(document, session);
  if (!versions) return versions.error();
  std::vector<Statement> before;
  for (const ArticleVersion& version : *versions) {
    Result<StoredDocument> stored = session.reader->document(version.document);
    if (!stored) return stored.error();
    std::vector<Statement>& statements = stored->article.statements;
    const Difference difference = count(diff_statements(before, statements));
    before = std::move(statements);
    if (session.line.has("json")) {
      JsonWriter json;
      write_revision(version, difference.removed, difference.added, json);
      session.out.line(json.text());
      continue;
    }
    session.out.line(fmt::format("{:>4}{} {}  {}  {} bytes  -{} +{} statements  {}", version.number,
                                 version.latest ? "*" : " ", to_rfc3339(version.first_seen),
                                 version.document, version.text_bytes, difference.removed,
                                 difference.added, escape_for_display(version.uri)));
  }
  return ExitCode::kOk;
}

Result<ExitCode> show_diff(std::string_view document, std::string_view range, Session& session) {
  const auto numbers = parse_range(range);
  if (!numbers) {
    return Error{ErrorCode::kBadArgument,
                 fmt::format("--diff \"{}\": give two numbers of versions, as in 1..2; "
                             "`headwater show DOC --versions` lists them",
                             escape_for_display(range))};
  }
  const Result<std::vector<ArticleVersion>> versions = versions_of(document, session);
  if (!versions) return versions.error();
  const Result<StoredDocument> earlier = load(*versions, numbers->first, session);
  if (!earlier) return earlier.error();
  const Result<StoredDocument> later = load(*versions, numbers->second, session);
  if (!later) return later.error();
  std::size_t kept = 0;
  for (const StatementChange& change :
       diff_statements(earlier->article.statements, later->article.statements)) {
    if (change.kind == ChangeKind::kKept) {
      ++kept;
      continue;
    }
    print_kept(std::exchange(kept, 0), session);
    const bool added = change.kind == ChangeKind::kAdded;
    print_change(change, added ? *later : *earlier, added ? numbers->second : numbers->first,
                 session);
  }
  print_kept(kept, session);
  return ExitCode::kOk;
}

}  // namespace headwater
