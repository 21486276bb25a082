#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "record/article.h"

namespace headwater {

/// The titles that a page gives itself: the article's title if it is known, that of the head and
/// that for social networks (og:title). Reuse one object for page after page. One thread at a time.
class PageTitles {
 public:
  /// Reads the titles of a page. Linear in its head.
  void read(const Article& article, const HtmlPage& page);

  /// Whether `line` repeats one of the titles, or most of it: "Title | Outlet" repeats "Title".
  bool repeats(std::string_view line);

  /// Whether most of the longer words of `line` are words of one of the titles: of a heading of the
  /// first order that says the title in other words. Linear in the line and the titles.
  bool shares_words(std::string_view line);

  /// The first title, folded (see fold_text); empty where there is none. Valid until read().
  std::string_view first() const { return titles_.empty() ? std::string_view() : titles_.front(); }
  /// Whether the head says that the page is an article (og:type).
  bool says_article() const { return says_article_; }

 private:
  void add(std::string_view title);
  void read_meta(const HtmlPage& page, const HtmlNode& node);

  std::vector<std::string> titles_;  ///< Folded.
  std::string folded_;
  std::string decoded_;
  HtmlTextDecoder decoder_;
  bool says_article_ = false;
};

}  // namespace headwater
