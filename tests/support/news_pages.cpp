#include "support/news_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "support/random_numbers.h"

namespace headwater::testing {
namespace {

constexpr std::size_t kStyleBytes = 40'000;
constexpr std::size_t kScriptBytes = 25'000;
constexpr int kScripts = 2;

/// The paragraphs of an article; their words serve as menu entries and headlines, too.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    paragraphs.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return paragraphs;
}

/// Writes one page, part by part.
class PageWriter {
 public:
  PageWriter(const NewsArticle& article, std::uint64_t seed)
      : article_(article), paragraphs_(paragraphs_of(article.text)), random_(seed) {}

  std::string write() {
    head();
    header();
    add("<main id=\"main\" class=\"layout layout--article\" role=\"main\">\n");
    story();
    sidebar();
    add("</main>\n");
    footer();
    return std::move(out_);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
  }

  /// Some words of the article that follow each other.
  std::string words(std::size_t count) {
    const std::string& text = article_.text;
    const std::size_t from = random_.below(text.size() / 2);
    std::size_t begin = std::min(text.find(' ', from) + 1, text.size());
    std::size_t end = begin;
    for (std::size_t i = 0; i < count && end < text.size(); ++i) end = text.find(' ', end + 1);
    std::string some = text.substr(begin, std::min(end, text.size()) - begin);
    std::ranges::replace(some, '\n', ' ');
    return some;
  }

  void head() {
    add("<!DOCTYPE html>\n<html lang=\"en\" class=\"no-js\">\n<head>\n<meta charset=\"utf-8\">\n");
    add("<title>{} | The Invented Post</title>\n", article_.title);
    add("<link rel=\"canonical\" href=\"{}\">\n", article_.url);
    for (const char* name : {"og:title", "twitter:title", "dc.title", "sailthru.title"}) {
      add("<meta property=\"{}\" content=\"{}\">\n", name, article_.title);
    }
    add("<meta property=\"article:published_time\" content=\"{}T08:00:00Z\">\n",
        article_.published_at);
    for (int i = 0; i < 24; ++i) {
      add("<meta name=\"app:setting-{}\" content=\"{}\">\n", i, words(8));
      add("<link rel=\"preload\" as=\"script\" href=\"https://static.invented.example/{:x}.js\" "
          "crossorigin=\"anonymous\">\n",
          random_.next());
    }
    linked_data();
    style();
    for (int i = 0; i < kScripts; ++i) script();
    add("</head>\n<body class=\"page page--article theme-light\" data-page-id=\"{}\">\n",
        random_.next());
  }

  void linked_data() {
    JsonWriter json;
    json.begin_object();
    json.key("@context").string("https://schema.org");
    json.key("@type").string("NewsArticle");
    json.key("headline").string(article_.title);
    json.key("datePublished").string(article_.published_at + "T08:00:00Z");
    json.key("description").string(words(40));
    json.end_object();
    add("<script type=\"application/ld+json\">{}</script>\n", json.text());
  }

  void style() {
    add("<style>");
    for (const std::size_t begin = out_.size(); out_.size() < begin + kStyleBytes;) {
      add(".card__item-{}>a:hover{{color:#{:06x};margin:0 {}px;display:flex}}", random_.below(5000),
          random_.below(0xFFFFFF), random_.below(40));
    }
    add("</style>\n");
  }

  void script() {
    add("<script>window.__state=window.__state||[];window.__state.push({{");
    for (const std::size_t begin = out_.size(); out_.size() < begin + kScriptBytes;) {
      add("\"item{}\":{{\"id\":\"{:016x}\",\"html\":\"<b>{}<\\/b>\",\"on\":{}<{}}},",
          random_.below(9999), random_.next(), words(4), random_.below(9), random_.below(9));
    }
    add("\"end\":0}});</script>\n");
  }

  void header() {
    add("<header class=\"site-header\" role=\"banner\"><a class=\"skip\" href=\"#main\">Skip to "
        "content</a>\n<nav class=\"menu menu--main\" aria-label=\"Sections\">\n<ul "
        "class=\"menu__list\">\n");
    for (int i = 0; i < 60; ++i) menu_entry();
    add("</ul></nav></header>\n");
  }

  void menu_entry() {
    add("  <li class=\"menu__item\" data-level=\"{}\"><a class=\"menu__link u-text-sm\" "
        "href=\"/section/{}\" data-track=\"nav|{:x}\"><span>{}</span></a></li>\n",
        random_.below(3), random_.below(999), random_.below(99999), words(2));
  }

  void story() {
    add("<article class=\"story\" itemscope>\n<header class=\"story__head\">\n<h1 "
        "class=\"story__title\">{}</h1>\n<p class=\"story__lead\">{}</p>\n<div "
        "class=\"byline\">By <a rel=\"author\" href=\"/people/{}\">{}</a></div>\n<time "
        "datetime=\"{}T08:00:00Z\">{}</time>\n",
        article_.title, words(24), random_.below(99), words(2), article_.published_at,
        article_.published_at);
    share();
    add("</header>\n");
    figure();
    add("<div class=\"story__body\" itemprop=\"articleBody\">\n");
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
      paragraph(paragraphs_[i]);
      if (i % 4 == 3) advertisement();
    }
    add("</div>\n<section class=\"related\"><h2>More on this</h2>\n");
    for (int i = 0; i < 8; ++i) card();
    add("</section>\n</article>\n");
  }

  /// A paragraph, one in three with a link or emphasis in it.
  void paragraph(const std::string& text) {
    const std::size_t at = text.find(' ', text.size() / 2);
    const std::size_t end = at == std::string::npos ? at : text.find(' ', at + 1);
    if (end == std::string::npos || !random_.one_in(3)) {
      return add("<p class=\"story__p\">{}</p>\n", text);
    }
    const std::string_view all = text;
    add("<p class=\"story__p\">{} <a href=\"/topic/{}\" class=\"link\"><em>{}</em></a>{}</p>\n",
        all.substr(0, at), random_.below(999), all.substr(at + 1, end - at - 1), all.substr(end));
  }

  void share() {
    add("<ul class=\"share\" aria-label=\"Share\">");
    for (const char* place : {"mail", "copy", "print", "save"}) {
      add("<li class=\"share__item\"><button type=\"button\" class=\"share__button\" "
          "aria-label=\"{}\"><svg viewBox=\"0 0 24 24\" width=\"24\"><path d=\"M{} {}h{}v{}z\"/>"
          "<title>{}</title></svg></button></li>",
          place, random_.below(24), random_.below(24), random_.below(24), random_.below(24), place);
    }
    add("</ul>\n");
  }

  void figure() {
    add("<figure class=\"figure\"><picture>");
    for (int width = 320; width <= 1280; width += 320) {
      add("<source media=\"(min-width: {}px)\" srcset=\"https://images.invented.example/{:x}.webp "
          "{}w, https://images.invented.example/{:x}.jpg {}w\">",
          width, random_.next(), width, random_.next(), 2 * width);
    }
    add("<img src=\"https://images.invented.example/{:x}.jpg\" alt=\"{}\" loading=\"lazy\">"
        "</picture><figcaption>{} <span class=\"credit\">Photo: {}</span></figcaption></figure>\n",
        random_.next(), words(6), words(12), words(2));
  }

  void advertisement() {
    add("<div class=\"ad ad--inline\" id=\"ad-{}\" data-slot=\"/1234/article/inline\" "
        "data-sizes='[[300,250],[320,50]]'><span class=\"ad__label\">Advertisement</span>"
        "<script>ads.push(\"{:x}\")</script></div>\n<!-- slot {} -->\n",
        random_.below(999), random_.next(), random_.below(99));
  }

  void card() {
    add("<div class=\"card\" data-id=\"{:x}\">\n  <a class=\"card__image\" href=\"/story/{}\" "
        "tabindex=\"-1\" aria-hidden=\"true\">",
        random_.next(), random_.below(99999));
    add("<img src=\"https://images.invented.example/{:x}.jpg\" srcset=\"/i/{:x}.jpg 1x, "
        "/i/{:x}.jpg "
        "2x\" width=\"320\" height=\"180\" alt=\"\" loading=\"lazy\"></a>\n",
        random_.next(), random_.next(), random_.next());
    add("  <div class=\"card__text\"><span class=\"card__tag\">{}</span>\n    <h3 "
        "class=\"card__title\"><a href=\"/story/{}\">{} &amp; {}</a></h3>\n    <time "
        "class=\"card__time\" datetime=\"2026-02-03\">3&nbsp;hours ago</time>\n  </div>\n</div>\n",
        words(1), random_.below(99999), words(6), words(3));
  }

  void sidebar() {
    add("<aside class=\"sidebar\" aria-label=\"Most read\"><h2>Most read</h2>\n");
    for (int i = 0; i < 40; ++i) card();
    add("<form class=\"newsletter\" action=\"/newsletter\" method=\"post\"><label "
        "for=\"mail\">Sign "
        "up for our newsletter</label><input id=\"mail\" type=\"email\" name=\"mail\" "
        "placeholder=\"you@mail.example\" required><button type=\"submit\">Sign "
        "up</button></form></aside>\n");
  }

  void footer() {
    add("<footer class=\"site-footer\"><nav aria-label=\"Footer\"><ul>\n");
    for (int i = 0; i < 80; ++i) menu_entry();
    add("</ul></nav>\n<p class=\"legal\">&copy; 2026 The Invented Post. All rights reserved.</p>"
        "\n</footer>\n");
    script();
    add("</body>\n</html>\n");
  }

  const NewsArticle& article_;
  std::vector<std::string> paragraphs_;
  Random random_;
  std::string out_;
};

}  // namespace

std::string NewsPages::page(std::uint64_t number) const {
  const NewsArticle article = corpus_.article(number);
  return PageWriter(article, number).write();
}

}  // namespace headwater::testing
