#include "support/learn_score.h"

#include "base/json.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

/// What stands between `begin` and `end` in `text`.
std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

}  // namespace

void LearnScore::count(bool is_ad, bool was_cut) {
  ads += is_ad ? 1U : 0U;
  ads_cut += is_ad && was_cut ? 1U : 0U;
  real_cut += !is_ad && was_cut ? 1U : 0U;
}

std::string json_lines_of(const std::vector<OutletArticle>& articles) {
  std::string lines;
  JsonWriter json;
  for (const OutletArticle& article : articles) {
    json.clear();
    json.begin_object();
    json.key("url").string("https://" + article.outlet + ".example/" + article.id);
    json.key("date").string(article.day).key("text").string(article.text()).end_object();
    lines.append(json.text()).append("\n");
  }
  return lines;
}

CleanedTexts cleaned_texts(std::string_view exported) {
  CleanedTexts texts;
  for (const std::string& line : lines_of(exported)) {
    texts.emplace(between(between(line, "\"uri\":\"", "\""), ".example/", "\""),
                  between(line, "\"text\":\"", "\",\"cuts\":"));
  }
  return texts;
}

LearnScore score_learning(const std::vector<OutletArticle>& articles, const CleanedTexts& before,
                          const CleanedTexts& after) {
  LearnScore score;
  JsonWriter json;
  for (const OutletArticle& article : articles) {
    const auto now = after.find(article.id);
    if (now == after.end()) continue;
    for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
      json.clear();
      std::string_view printed = json.string(article.paragraphs[i]).text();
      printed = printed.substr(1, printed.size() - 2);
      const bool gone = now->second.find(printed) == std::string::npos;
      const bool was_there = before.at(article.id).find(printed) != std::string::npos;
      score.count(article.is_ad[i], gone && (article.is_ad[i] || was_there));
    }
  }
  return score;
}

}  // namespace headwater::testing
