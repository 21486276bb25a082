#include "base/xml_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace headwater {
namespace {

/// Writes down what it is told: "a[x=1]{text}".
class Transcript final : public XmlHandler {
 public:
  bool start(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    if (name.local == "stop") return false;
    text_ += print(name);
    for (const XmlAttribute& attribute : attributes) {
      text_ += "[" + print(attribute.name) + "=" + std::string(attribute.value) + "]";
    }
    text_ += "{";
    ++depth_;
    deepest_ = std::max(deepest_, depth_);
    return true;
  }
  void text(std::string_view piece) override { text_ += piece; }
  void end(const XmlName& /*name*/) override {
    text_ += "}";
    --depth_;
  }

  std::string text_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;

 private:
  static std::string print(const XmlName& name) {
    std::string out;
    if (!name.prefix.empty()) out += std::string(name.prefix) + ":";
    out += name.local;
    if (!name.space.empty()) out += "(" + std::string(name.space) + ")";
    return out;
  }
};

struct Row {
  const char* name;
  std::string xml;
  std::string read;
  const char* note = "";  ///< What the note holds; "" where there is to be none.
};

std::string read(std::string_view xml, std::string_view charset = "") {
  Transcript transcript;
  EXPECT_TRUE(read_xml(xml, charset, transcript).ok());
  EXPECT_EQ(transcript.depth_, 0U);
  return transcript.text_;
}

const std::array kRows = {
    Row{"plain", "<?xml version='1.0'?><a x='1'><b/>c</a>", "a[x=1]{b{}c}"},
    Row{"namespaces", "<s:a xmlns:s='urn:s' s:x='1'><b xmlns='urn:d'/></s:a>",
        "s:a(urn:s)[s:x(urn:s)=1]{b(urn:d){}}"},
    Row{"undeclared prefix", "<a><n:b>c</n:b></a>", "a{n:b{c}}", "prefix n"},
    Row{"references", "<a x='&lt;&amp;&#65;&#x42;'>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;</a>",
        "a[x=<&AB]{<&>\"'A\U0001F600}"},
    Row{"references of HTML", "<a x='caf&eacute;'>&laquo;x&raquo;&nbsp;&eacute;</a>",
        "a[x=caf\u00E9]{\u00ABx\u00BB\u00A0\u00E9}"},
    Row{"bare ampersands", "<a x='?p=1&q=2'>A & B &amp; C?x=1&b=2&unknown;</a>",
        "a[x=?p=1&q=2]{A & B & C?x=1&b=2&unknown;}", "byte 10: & begins no reference"},
    Row{"references to nothing", "<a>&#0;&#xD800;&#9999999999;&#;</a>", "a{\uFFFD\uFFFD\uFFFD&#;}",
        "& begins no reference"},
    Row{"bare less-than", "<a>1 < 2 <3 << b</a>", "a{1 < 2 <3 << b}", "byte 5: < begins no tag"},
    Row{"section", "<a><![CDATA[<b>&amp;]]]]><![CDATA[>x > y]]></a>", "a{<b>&amp;]]>x > y}"},
    Row{"section without end", "<a><b>x</b><![CDATA[abc</a>", "a{b{x}abc</a>}",
        "byte 20: a section without end"},
    Row{"comment", "<a>x<!-- <b> & -->y</a>", "a{xy}"},
    Row{"comment without end", "<a>x<!-- <b></a>", "a{x}", "a comment without end"},
    Row{"instruction", "<a>x<?php echo '>'; ?>y</a>", "a{xy}"},
    Row{"declaration without question mark", "<?xml version='1.0'><a>x</a>", "a{x}"},
    Row{"controls", std::string("<a>a\x08", 5) + std::string("\0b\x1E\xEF\xBF\xBE", 6) + "c</a>",
        "a{abc}", "byte 4: a control character"},
    Row{"line ends", "<a>x\r\ny\rz\n</a>", "a{x\ny\nz\n}"},
    Row{"junk around", "<!-- hit --><br/>\n junk <a>x</a><b/>tail", "br{}\n junk a{x}b{}tail"},
    Row{"document type",
        "<!DOCTYPE a [<!-- don't ]> --><!ENTITY l \"lol>\"><!ENTITY x SYSTEM 'file:///etc/passwd'>"
        "]><a>&l;&x;</a>",
        "a{&l;&x;}", "& begins no reference"},
    Row{"ends inside", "<a><b x='1'>text", "a{b[x=1]{text}}", "do not match"},
    Row{"wrong end", "<a><b>x</c></a>", "a{b{x}}", "mismatch"},
    Row{"stopped", "<a>x<stop/>y</a>", "a{x"},
};

TEST(XmlReader, ReadsWhatStandsThereAndMendsTheRest) {
  for (const Row& row : kRows) {
    Transcript transcript;
    const auto reading = read_xml(row.xml, "", transcript);
    ASSERT_TRUE(reading.ok()) << row.name;
    EXPECT_EQ(transcript.text_, row.read) << row.name;
    EXPECT_EQ(reading->whole, std::string_view(row.name) != "stopped") << row.name;
    if (*row.note == '\0') {
      EXPECT_EQ(reading->note, "") << row.name;
    } else {
      EXPECT_NE(reading->note.find(row.note), std::string::npos)
          << row.name << ": " << reading->note;
    }
  }
}

TEST(XmlReader, ReadsEveryEncoding) {
  const std::string utf8 = "<?xml version='1.0' encoding='UTF-16'?><a>\u00E9</a>";
  EXPECT_EQ(read(utf8), "a{\u00E9}");
  EXPECT_EQ(read("\xEF\xBB\xBF" + utf8), "a{\u00E9}");
  EXPECT_EQ(read(std::string("\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0", 18)), "a{\u00E9}");
  EXPECT_EQ(read(std::string("<\0a\0>\0\xE9\0<\0/\0a\0>\0", 16)), "a{\u00E9}");
  EXPECT_EQ(read(std::string("\0<\0a\0>\0\xE9\0<\0/\0a\0>", 16)), "a{\u00E9}");
  EXPECT_EQ(read("<a>\xE9t\xE9</a>"), "a{\u00E9t\u00E9}");
  EXPECT_EQ(read("<?xml version='1.0' encoding='UTF-8'?><a>\xE9</a>"), "a{\u00E9}");
  EXPECT_EQ(read("<?xml version='1.0' encoding='ISO-8859-1'?><a>It\x92s</a>"), "a{It\u2019s}");
  EXPECT_EQ(read("<a>\xCF\xF0</a>", "windows-1251"), "a{\u041F\u0440}");
  EXPECT_EQ(read("<a>\u00E9\u00E9\xFF</a>"), "a{\u00E9\u00E9\uFFFD}");
  EXPECT_EQ(read("<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>"), "a{+ADw-}");
}

TEST(XmlReader, EndsWhereElementsNestTooDeep) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  Transcript transcript;
  const auto reading = read_xml(deep, "", transcript);
  ASSERT_TRUE(reading.ok());
  EXPECT_FALSE(reading->whole);
  EXPECT_EQ(transcript.deepest_, kMaxXmlDepth);
  EXPECT_EQ(transcript.depth_, 0U);
  EXPECT_EQ(reading->note, "elements nest deeper than 200");
}

TEST(XmlReader, TakesReferencesAndSectionsThatCrossPieces) {
  for (std::size_t pad = 8150; pad < 8210; ++pad) {
    const std::string padding(pad, 'x');
    EXPECT_EQ(read("<a>" + padding + "&amp;<![CDATA[]]]><b>\u00E9</b></a>"),
              "a{" + padding + "&]b{\u00E9}}");
  }
}

TEST(XmlReader, ReadsAnAttributeOfMegabytes) {
  const std::string value(5'000'000, 'A');
  EXPECT_EQ(read("<a x='" + value + "'>b</a>"), "a[x=" + value + "]{b}");
}

TEST(XmlReader, RefusesWhatIsTooLarge) {
  Transcript transcript;
  const auto reading = read_xml(std::string(kMaxXmlBytes + 1, ' '), "", transcript);
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace headwater
