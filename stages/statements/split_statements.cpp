#include "stages/statements/split_statements.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "record/fold_text.h"
#include "stages/statements/sentence_breaks.h"

namespace headwater {
namespace {

/// A statement's number in its document has 20 bits in the store's index.
constexpr std::size_t kMostStatements = (std::size_t{1} << 20) - 1;

/// Bytes of a sentence of news, about: for the room that statements will need.
constexpr std::size_t kUsualSentence = 100;

/// The key of a text without letters and digits.
std::uint64_t wordless_key() {
  static const std::uint64_t key = statement_key("");
  return key;
}

/// Fills the statements of one article.
class Splitting {
 public:
  explicit Splitting(Article& article) : article_(article) {}

  /// Splits the part of a block that is kept in one piece.
  void add_segment(TextSpan segment) {
    while (segment.size() > kLongestText) {
      std::uint64_t end = segment.begin + kLongestText;
      while (!is_code_point_edge(article_.text, end)) --end;
      add_piece({segment.begin, end});
      segment.begin = end;
    }
    add_piece(segment);
  }

 private:
  void add_piece(TextSpan piece) {
    thread_local std::vector<std::size_t> breaks;
    breaks.clear();
    find_sentence_breaks(slice(article_.text, piece), breaks);
    std::uint64_t begin = piece.begin;
    for (const std::size_t at : breaks) {
      add_sentence({begin, piece.begin + at});
      begin = piece.begin + at;
    }
    add_sentence({begin, piece.end});
  }

  void add_sentence(TextSpan span) {
    const std::string_view text = slice(article_.text, span);
    const std::size_t first = skip_space(text, 0);
    if (first == text.size()) return;
    const TextSpan trimmed{span.begin + first, span.begin + skip_space_back(text, text.size())};
    const std::uint64_t key = statement_key(slice(article_.text, trimmed));
    if (key != wordless_key()) article_.statements.push_back({trimmed, key});
  }

  Article& article_;
};

class SplitStatements final : public Stage {
 public:
  Outcome process(Article& article) const override {
    thread_local std::vector<TextSpan> kept;
    kept.clear();
    article.edits.kept_spans(article.text.size(), kept);
    article.statements.clear();
    article.statements.reserve(article.text.size() / kUsualSentence + 1);
    Splitting splitting(article);
    std::size_t first = 0;  // the first kept span that may reach into the block at hand
    for (const Block& block : article.blocks) {
      while (first < kept.size() && kept[first].end <= block.span.begin) ++first;
      for (std::size_t i = first; i < kept.size() && kept[i].begin < block.span.end; ++i) {
        splitting.add_segment(
            {std::max(kept[i].begin, block.span.begin), std::min(kept[i].end, block.span.end)});
      }
      if (article.statements.size() > kMostStatements) return too_many();
    }
    return Passed{};
  }

 private:
  static Outcome too_many() {
    return Quarantined{
        {ErrorCode::kTooMany, fmt::format("more than {} statements in one document: split the "
                                          "file, it is no single article",
                                          kMostStatements)}};
  }
};

}  // namespace

StageKind split_statements_kind() {
  return {"split_statements",
          "splits the cleaned text into sentences that can be looked up",
          1,
          Section::kText | Section::kBlocks,
          static_cast<Sections>(Section::kStatements),
          {},
          [](const StageContext&) -> Result<AnyStage> {
            return {std::make_unique<SplitStatements>()};
          }};
}

}  // namespace headwater
