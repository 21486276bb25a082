#include "stages/extract/page_kind.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/select_article.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

const StageRunner& runner() {
  static const StageKind kinds[] = {extract_html_kind(), find_metadata_kind(),
                                    select_article_kind()};
  static const StageRunner stages(kinds);
  return stages;
}

/// "article", or the kind for which the page is dropped.
std::string kind_of(const std::string& html) {
  Article article = text_arrival("https://northfield-courier.example/2026/mill.html", html);
  article.arrival.media_type = "text/html";
  const Outcome outcome = runner().run(article);
  if (passed(outcome)) return "article";
  const std::size_t begin = article.detail.find("page_kind\":\"") + 12;
  return article.detail.substr(begin, article.detail.find('"', begin) - begin);
}

std::string brief(std::string_view title, std::string_view classes = "") {
  return "<!doctype html><html><head><title>" + std::string(title) +
         " - Northfield Courier</title></head><body><article class='" + std::string(classes) +
         "'><h1>" + std::string(title) +
         "</h1><p>The council of Northfield said on Monday that it had looked into the matter and "
         "that nobody was to blame for what had come of it so far.</p><p>A second look will be "
         "taken in the spring, when the river is lower and the mill can be reached on foot "
         "again, a speaker for the town said at noon.</p></article></body></html>";
}

// An article may be about what stands between readers and articles.
TEST(PageKind, HeadlinesThatBeginAsRefusalsDoAreArticles) {
  for (const char* title :
       {"Blocked road reopens after the storm clears", "Forbidden garden opens its gates to all",
        "Not found guilty: jury clears the driver in mill crash",
        "404 homes planned at the old mill site in Northfield",
        "Security check queues grow at the airport again", "Oops moment costs the mayor a vote",
        "Access denied: how the river path was closed to walkers",
        "Just a moment: the clockmaker who waits for the town"}) {
    EXPECT_EQ(kind_of(brief(title)), "article") << title;
  }
}

TEST(PageKind, RefusalsAreNone) {
  const auto page = [](std::string_view title, std::string_view text) {
    return "<html><head><title>" + std::string(title) + "</title></head><body><h1>" +
           std::string(title) + "</h1><p>" + std::string(text) + "</p></body></html>";
  };
  const char* text = "The page that you asked for is not here, or you may not see it.";
  EXPECT_EQ(kind_of(page("Page not found - Northfield Courier", text)), "error");
  EXPECT_EQ(kind_of(page("404", text)), "error");
  EXPECT_EQ(kind_of(page("Seite nicht gefunden | Hafenbote", text)), "error");
  EXPECT_EQ(kind_of(page("Just a moment...", text)), "challenge");
  EXPECT_EQ(kind_of(page("Access Denied", text)), "challenge");
  EXPECT_EQ(kind_of(page("Attention Required! | Northfield Courier", text)), "challenge");
}

// Systems name the subjects of an article among its classes.
TEST(PageKind, SubjectsAreNoSignOfAWall) {
  for (const char* classes :
       {"post type-post status-publish tag-privacy hentry", "post hentry category-gdpr tag-cookies",
        "post type-post tag-comments hentry category-newsletter"}) {
    EXPECT_EQ(kind_of(brief("River path opens again in the spring", classes)), "article")
        << classes;
  }
}

TEST(PageKind, WallsOfConsentAreNoArticles) {
  EXPECT_EQ(
      kind_of("<html><head><title>Before you go on</title></head><body><div><h1>Before you go "
              "on to the Courier</h1><p>We and our 412 partners store cookies on your device "
              "and process personal data, such as addresses, to show you advertisements.</p>"
              "<p>You can change your consent at any time in the privacy settings.</p>"
              "<button>Reject all</button><button>Accept all</button></div></body></html>"),
      "consent");
  EXPECT_EQ(kind_of("<html lang=de><head><title>Hafenbote</title></head><body><main><h2>Lesen Sie "
                    "mit Ihrer Zustimmung weiter</h2><p>Wir und unsere Partner speichern Cookies "
                    "auf Ihrem Gerät und verarbeiten personenbezogene Daten wie Ihre Adresse.</p>"
                    "<a href='#'>Alle akzeptieren</a></main></body></html>"),
            "consent");
}

TEST(PageKind, AnArticleAboutConsentIsOne) {
  EXPECT_EQ(
      kind_of(
          "<html><head><title>Cookie rules change</title><meta property='article:"
          "published_time' content='2026-03-01T10:00:00Z'></head><body><article><h1>Cookie "
          "rules change in May</h1><p>Sites must ask for consent in plain words from May "
          "on, the privacy office of Meridian said, and cookies come after that.</p></article>"
          "<div class='bar'><p>We use cookies.</p><button>Accept all</button></div></body></html>"),
      "article");
}

TEST(PageKind, ALineInFrontOfAnOfferIsNone) {
  EXPECT_EQ(
      kind_of("<html><head><title>Mill sold</title><script type='application/ld+json'>"
              "{\"@type\":\"NewsArticle\",\"headline\":\"Mill sold\","
              "\"isAccessibleForFree\":false}</script></head><body><article><h1>Mill sold</h1>"
              "<p>The council has struck a deal over the old mill.</p></article></body></html>"),
      "paywall");
}

}  // namespace
}  // namespace headwater
