// Time is linear in the page: ten times the page takes as many steps a byte, whatever it holds.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "html/tree.h"

namespace headwater {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string numbered(std::string_view before, std::string_view after, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text.append(before).append(std::to_string(i)).append(after);
  }
  return text;
}

struct Row {
  const char* name;
  std::function<std::string(std::size_t)> page;
};

const Row kRows[] = {
    {"deep divs", [](std::size_t n) { return repeated("<div>", n); }},
    {"divs opened and closed",
     [](std::size_t n) { return repeated("<div>", n) + repeated("</div>", n); }},
    {"attributes", [](std::size_t n) { return "<p " + repeated("a=b ", n) + ">x"; }},
    {"different attributes", [](std::size_t n) { return "<p " + numbered("a", "=b ", n) + ">"; }},
    {"unclosed quotes", [](std::size_t n) { return repeated("<a href=\"x>", n); }},
    {"unclosed comments", [](std::size_t n) { return repeated("<!-- x --", n); }},
    {"unclosed comments and bangs", [](std::size_t n) { return repeated("<!--!>>>>", n); }},
    {"long tag", [](std::size_t n) { return "<" + repeated("a", n) + ">"; }},
    {"long entity", [](std::size_t n) { return "&" + repeated("a", n) + ";"; }},
    {"less-than signs", [](std::size_t n) { return repeated("<", n); }},
    {"empty end tags", [](std::size_t n) { return repeated("</>", n); }},
    {"nested tables", [](std::size_t n) { return repeated("<table><tr><td>", n); }},
    {"tables in tables", [](std::size_t n) { return repeated("<table>", n); }},
    {"fostered text", [](std::size_t n) { return "<table>" + repeated("<b>x", n); }},
    {"formatting", [](std::size_t n) { return repeated("<b><i><u>", n); }},
    {"formatting closed out of turn",
     [](std::size_t n) { return repeated("<b><i><div></b></i>", n); }},
    {"formatting ends in a deep tree",
     [](std::size_t n) { return "<b>" + repeated("<div>", 600) + repeated("</b>", n); }},
    {"links", [](std::size_t n) { return repeated("<a>x", n); }},
    {"list items", [](std::size_t n) { return "<ul>" + repeated("<li>x", n); }},
    {"list items in inline elements",
     [](std::size_t n) { return "<li>" + repeated("<span>", 600) + repeated("<li>", n); }},
    {"paragraphs behind a button",
     [](std::size_t n) { return "<p><button>" + repeated("<span>", 600) + repeated("<p>", n); }},
    {"unknown elements", [](std::size_t n) { return numbered("<x-", ">", n); }},
    {"unknown end tags", [](std::size_t n) { return "<x-a>" + numbered("</x-", ">", n); }},
    {"templates", [](std::size_t n) { return repeated("<template>", n); }},
    {"svg", [](std::size_t n) { return repeated("<svg>", n) + repeated("</g>", n); }},
    {"svg and html", [](std::size_t n) { return repeated("<svg><desc>", n); }},
    {"unclosed cdata", [](std::size_t n) { return "<svg>" + repeated("<![CDATA[]]", n); }},
    {"unclosed scripts", [](std::size_t n) { return repeated("<script><!--", n); }},
    {"scripts in scripts", [](std::size_t n) { return repeated("<script><!--<script>-->", n); }},
    {"end tags that are none", [](std::size_t n) { return "<title>" + repeated("</titl", n); }},
    {"selects", [](std::size_t n) { return repeated("<select><option>", n); }},
    {"forms", [](std::size_t n) { return repeated("<form><div></form>", n); }},
    {"nul bytes", [](std::size_t n) { return std::string(n, '\0'); }},
    {"ampersands", [](std::size_t n) { return repeated("&", n); }},
    {"entities without an end", [](std::size_t n) { return repeated("&notit&#x1F", n); }},
    {"open end tags", [](std::size_t n) { return repeated("</", n); }},
    {"open comments", [](std::size_t n) { return repeated("<!--", n); }},
    {"open comments and dashes", [](std::size_t n) { return "<!--" + repeated("->--", n); }},
    {"declarations", [](std::size_t n) { return repeated("<!", n); }},
    {"questions", [](std::size_t n) { return repeated("<?", n); }},
    {"tags without an end", [](std::size_t n) { return repeated("<div ", n); }},
    {"long value", [](std::size_t n) { return "<p class=\"" + repeated("x ", n) + "\">"; }},
    {"equal signs", [](std::size_t n) { return "<p " + repeated("=", n) + ">"; }},
    {"slashes", [](std::size_t n) { return "<p " + repeated("/", n) + ">"; }},
    {"quotes after values", [](std::size_t n) { return "<p " + repeated("a='b'\"", n) + ">"; }},
    {"nested lists", [](std::size_t n) { return repeated("<ul><li>", n); }},
    {"definitions", [](std::size_t n) { return repeated("<dl><dt>x<dd>", n); }},
    {"headings", [](std::size_t n) { return repeated("<h1><span>", n) + repeated("</h2>", n); }},
    {"buttons", [](std::size_t n) { return repeated("<button><p>", n); }},
    {"paragraphs that are only closed", [](std::size_t n) { return repeated("</p>", n); }},
    {"links in tables", [](std::size_t n) { return "<a>" + repeated("<table><a>x", n); }},
    {"links in cells", [](std::size_t n) { return repeated("<table><tr><td><a>", n); }},
    {"rows closed from inside",
     [](std::size_t n) { return repeated("<table><tr><td><b></table></tr>", n); }},
    {"templates in tables", [](std::size_t n) { return repeated("<table><template><tr>", n); }},
    {"selects in tables", [](std::size_t n) { return repeated("<table><select><tr>", n); }},
    {"framesets", [](std::size_t n) { return repeated("<frameset>", n); }},
    {"ruby", [](std::size_t n) { return repeated("<ruby><rb><rtc><rt>", n); }},
    {"mathematics",
     [](std::size_t n) { return repeated("<math><mi><annotation-xml encoding=text/html>", n); }},
    {"foreign end tags", [](std::size_t n) { return repeated("<svg><g>", n) + repeated("</p>", n); }},
    {"all mixed",
     [](std::size_t n) {
       return repeated("<table><b><a href='x\"><!--<p></b>--!><svg></a>&lt</td><li><select>", n);
     }},
    {"doctypes", [](std::size_t n) { return repeated("<!doctype ", n); }},
};

double steps_per_byte(const Row& row, std::size_t n) {
  const std::string page = row.page(n);
  HtmlTree tree;
  tree.parse(page);
  return static_cast<double>(tree.steps()) / static_cast<double>(page.size());
}

TEST(HtmlTree, TimeIsLinear) {
  for (const Row& row : kRows) {
    const double small = steps_per_byte(row, 4000);
    const double large = steps_per_byte(row, 40000);
    EXPECT_LE(large, 1.1 * small + 0.01) << row.name;
  }
}

}  // namespace
}  // namespace headwater
