#include "html/sniff_html.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

using namespace std::string_literals;

TEST(SniffHtml, KnowsHowPagesBegin) {
  const std::string pages[] = {
      "<!DOCTYPE html><title>x</title>",
      " \n<!doctype HTML PUBLIC '-//W3C//DTD'>",
      "\xEF\xBB\xBF<html>",
      "<?xml version='1.0'?>\n<!DOCTYPE html>",
      "<?xml version='1.0'?><html xmlns=x>",
      "<!-- saved --><p>",
      "<HEAD>",
      "<p class=x>Text",
      "<h1>Text</h1>",
      "<br/>Text",
      "\xFF\xFE<\0h\0t\0m\0l\0>\0"s,
      "\xFE\xFF\0<\0p\0>\0x"s,
  };
  for (const std::string& page : pages) EXPECT_TRUE(begins_like_html(page)) << page;
}

TEST(SniffHtml, TakesNothingElseForAPage) {
  const std::string others[] = {
      "",
      "<",
      "<p",
      "Text with <b>marks</b>",
      "<3 the harbour",
      "<pressure falls>",
      "<mail@news.example> wrote",
      "<?xml version='1.0'?><rss version='2.0'>",
      "<?xml version='1.0'",
      "<!DOCTYPE rss>",
      "{\"html\":\"<p>\"}",
      "\xFF\xFET\0e\0x\0t\0"s,
  };
  for (const std::string& other : others) EXPECT_FALSE(begins_like_html(other)) << other;
}

}  // namespace
}  // namespace headwater
