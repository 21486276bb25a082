#include "base/csv.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

/// All rows as "line: [field][field]", and the mistake at the end.
std::string read_all(std::string_view text) {
  CsvReader reader(text);
  CsvRow row;
  std::string out;
  while (reader.next(row)) {
    out += std::to_string(row.line) + ":";
    for (const CsvField& field : row.fields) out += "[" + field.text + "]";
    out += " ";
  }
  if (reader.mistake()) {
    out += "! " + std::to_string(reader.mistake()->position.line) + ":" +
           std::to_string(reader.mistake()->position.column) + " " + reader.mistake()->message;
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

TEST(CsvReader, ReadsRowsAndTellsTheirLines) {
  const std::vector<Case> cases = {
      {"", ""},
      {"a,b\nc,d\n", "1:[a][b] 2:[c][d] "},
      {"a,b\r\nc,d", "1:[a][b] 2:[c][d] "},
      {"\xef\xbb\xbf"
       "a\n",
       "1:[a] "},
      {"# note, of no weight\n\n  \na\n", "4:[a] "},
      {" a b , c \n", "1:[a b][c] "},
      {"a,,\n,b\n", "1:[a][][] 2:[][b] "},
      {"\"a,b\",\"say \"\"so\"\"\"\n", "1:[a,b][say \"so\"] "},
      {"\"two\nlines\",x\ny\n", "1:[two\nlines][x] 3:[y] "},
      {"\" kept \" ,x\n", "1:[ kept ][x] "},
      {"a\rb,c\n", "1:[a\rb][c] "},
      {"a\nb,\"open\nnever", "1:[a] ! 2:3 a quotation mark is never closed"},
      {"\"a\"b,c\n", "! 1:4 text behind a quotation; a quotation mark inside one is written twice"},
      {"\"a\nb\" c\n",
       "! 2:4 text behind a quotation; a quotation mark inside one is written twice"},
  };
  for (const Case& row : cases) EXPECT_EQ(read_all(row.text), row.expected) << row.text;
}

TEST(CsvReader, TellsWhereAFieldBegins) {
  CsvReader reader("ab, c,\"d\"\n");
  CsvRow row;
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row.fields.at(0).column, 1U);
  EXPECT_EQ(row.fields.at(1).column, 5U);
  EXPECT_EQ(row.fields.at(2).column, 7U);
}

TEST(CsvRows, WhatIsWrittenIsReadBack) {
  const std::vector<std::string> fields = {"plain",     "a,b", "say \"so\"", " wide ", "two\nlines",
                                           "# no note", ""};
  std::string text;
  append_csv_row(fields, text);
  CsvReader reader(text);
  CsvRow row;
  ASSERT_TRUE(reader.next(row));
  ASSERT_EQ(row.fields.size(), fields.size() - 1);  // the empty field at the end is left out
  for (std::size_t i = 0; i < row.fields.size(); ++i) EXPECT_EQ(row.fields[i].text, fields[i]);
}

}  // namespace
}  // namespace headwater
