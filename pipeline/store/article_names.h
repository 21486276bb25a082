#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"

namespace headwater {

/// A name under which a document's article is to be known.
struct ArticleName {
  std::string key;
  /// Nothing for a name that the store itself gives: what a feed said under it stays.
  std::optional<std::string> fingerprint;
};

/// All names of the article that `article` is a version of: those its arrival carries, and if it
/// has a web address,
///   "url:" and the key of that address, and of the canonical one if both belong to one owner (a
///   page must not speak for other sites); an address without a path is a front page, which brings
///   other articles every day, and gives none;
///   "text:<registrable domain>:<digest>" of the folded text, if it is long enough to be an article
///   and not a notice that stands under many addresses.
/// Each once, the arrival's first. `with_text`: whether `article` has its text.
enum class TextName { kNone, kGiven };
std::vector<ArticleName> article_names(const Article& article, TextName with_text);

/// Names of the arrival only.
std::vector<ArticleName> arrival_names(const Arrival& arrival);

}  // namespace headwater
