#include <algorithm>
#include <array>

#include "base/charset.h"

namespace headwater {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 40> kNames = {
    "IBM866",       "ISO-8859-2",     "ISO-8859-3",   "ISO-8859-4",     "ISO-8859-5",
    "ISO-8859-6",   "ISO-8859-7",     "ISO-8859-8",   "ISO-8859-10",    "ISO-8859-13",
    "ISO-8859-14",  "ISO-8859-15",    "ISO-8859-16",  "KOI8-R",         "KOI8-U",
    "macintosh",    "windows-874",    "windows-1250", "windows-1251",   "windows-1252",
    "windows-1253", "windows-1254",   "windows-1255", "windows-1256",   "windows-1257",
    "windows-1258", "x-mac-cyrillic", "ISO-8859-8-I", "x-user-defined", "UTF-8",
    "UTF-16LE",     "UTF-16BE",       "GBK",          "gb18030",        "Big5",
    "EUC-JP",       "ISO-2022-JP",    "Shift_JIS",    "EUC-KR",         "replacement"};
static_assert(static_cast<std::size_t>(Encoding::kReplacement) + 1 == kNames.size());

struct LabelRow {
  std::string_view label;
  Encoding encoding;
};

using enum Encoding;

/// https://encoding.spec.whatwg.org/#names-and-labels, sorted by label.
// clang-format off
constexpr std::array<LabelRow, 228> kLabels = {{
    {"866", kIbm866}, {"ansi_x3.4-1968", kWindows1252}, {"arabic", kIso8859_6},
    {"ascii", kWindows1252}, {"asmo-708", kIso8859_6}, {"big5", kBig5}, {"big5-hkscs", kBig5},
    {"chinese", kGbk}, {"cn-big5", kBig5}, {"cp1250", kWindows1250}, {"cp1251", kWindows1251},
    {"cp1252", kWindows1252}, {"cp1253", kWindows1253}, {"cp1254", kWindows1254},
    {"cp1255", kWindows1255}, {"cp1256", kWindows1256}, {"cp1257", kWindows1257},
    {"cp1258", kWindows1258}, {"cp819", kWindows1252}, {"cp866", kIbm866}, {"csbig5", kBig5},
    {"cseuckr", kEucKr}, {"cseucpkdfmtjapanese", kEucJp}, {"csgb2312", kGbk}, {"csibm866", kIbm866},
    {"csiso2022jp", kIso2022Jp}, {"csiso2022kr", kReplacement}, {"csiso58gb231280", kGbk},
    {"csiso88596e", kIso8859_6}, {"csiso88596i", kIso8859_6}, {"csiso88598e", kIso8859_8},
    {"csiso88598i", kIso8859_8I}, {"csisolatin1", kWindows1252}, {"csisolatin2", kIso8859_2},
    {"csisolatin3", kIso8859_3}, {"csisolatin4", kIso8859_4}, {"csisolatin5", kWindows1254},
    {"csisolatin6", kIso8859_10}, {"csisolatin9", kIso8859_15}, {"csisolatinarabic", kIso8859_6},
    {"csisolatincyrillic", kIso8859_5}, {"csisolatingreek", kIso8859_7},
    {"csisolatinhebrew", kIso8859_8}, {"cskoi8r", kKoi8R}, {"csksc56011987", kEucKr},
    {"csmacintosh", kMacintosh}, {"csshiftjis", kShiftJis}, {"csunicode", kUtf16Le},
    {"cyrillic", kIso8859_5}, {"dos-874", kWindows874}, {"ecma-114", kIso8859_6},
    {"ecma-118", kIso8859_7}, {"elot_928", kIso8859_7}, {"euc-jp", kEucJp}, {"euc-kr", kEucKr},
    {"gb18030", kGb18030}, {"gb2312", kGbk}, {"gb_2312", kGbk}, {"gb_2312-80", kGbk}, {"gbk", kGbk},
    {"greek", kIso8859_7}, {"greek8", kIso8859_7}, {"hebrew", kIso8859_8},
    {"hz-gb-2312", kReplacement}, {"ibm819", kWindows1252}, {"ibm866", kIbm866},
    {"iso-10646-ucs-2", kUtf16Le}, {"iso-2022-cn", kReplacement}, {"iso-2022-cn-ext", kReplacement},
    {"iso-2022-jp", kIso2022Jp}, {"iso-2022-kr", kReplacement}, {"iso-8859-1", kWindows1252},
    {"iso-8859-10", kIso8859_10}, {"iso-8859-11", kWindows874}, {"iso-8859-13", kIso8859_13},
    {"iso-8859-14", kIso8859_14}, {"iso-8859-15", kIso8859_15}, {"iso-8859-16", kIso8859_16},
    {"iso-8859-2", kIso8859_2}, {"iso-8859-3", kIso8859_3}, {"iso-8859-4", kIso8859_4},
    {"iso-8859-5", kIso8859_5}, {"iso-8859-6", kIso8859_6}, {"iso-8859-6-e", kIso8859_6},
    {"iso-8859-6-i", kIso8859_6}, {"iso-8859-7", kIso8859_7}, {"iso-8859-8", kIso8859_8},
    {"iso-8859-8-e", kIso8859_8}, {"iso-8859-8-i", kIso8859_8I}, {"iso-8859-9", kWindows1254},
    {"iso-ir-100", kWindows1252}, {"iso-ir-101", kIso8859_2}, {"iso-ir-109", kIso8859_3},
    {"iso-ir-110", kIso8859_4}, {"iso-ir-126", kIso8859_7}, {"iso-ir-127", kIso8859_6},
    {"iso-ir-138", kIso8859_8}, {"iso-ir-144", kIso8859_5}, {"iso-ir-148", kWindows1254},
    {"iso-ir-149", kEucKr}, {"iso-ir-157", kIso8859_10}, {"iso-ir-58", kGbk},
    {"iso8859-1", kWindows1252}, {"iso8859-10", kIso8859_10}, {"iso8859-11", kWindows874},
    {"iso8859-13", kIso8859_13}, {"iso8859-14", kIso8859_14}, {"iso8859-15", kIso8859_15},
    {"iso8859-2", kIso8859_2}, {"iso8859-3", kIso8859_3}, {"iso8859-4", kIso8859_4},
    {"iso8859-5", kIso8859_5}, {"iso8859-6", kIso8859_6}, {"iso8859-7", kIso8859_7},
    {"iso8859-8", kIso8859_8}, {"iso8859-9", kWindows1254}, {"iso88591", kWindows1252},
    {"iso885910", kIso8859_10}, {"iso885911", kWindows874}, {"iso885913", kIso8859_13},
    {"iso885914", kIso8859_14}, {"iso885915", kIso8859_15}, {"iso88592", kIso8859_2},
    {"iso88593", kIso8859_3}, {"iso88594", kIso8859_4}, {"iso88595", kIso8859_5},
    {"iso88596", kIso8859_6}, {"iso88597", kIso8859_7}, {"iso88598", kIso8859_8},
    {"iso88599", kWindows1254}, {"iso_8859-1", kWindows1252}, {"iso_8859-15", kIso8859_15},
    {"iso_8859-1:1987", kWindows1252}, {"iso_8859-2", kIso8859_2}, {"iso_8859-2:1987", kIso8859_2},
    {"iso_8859-3", kIso8859_3}, {"iso_8859-3:1988", kIso8859_3}, {"iso_8859-4", kIso8859_4},
    {"iso_8859-4:1988", kIso8859_4}, {"iso_8859-5", kIso8859_5}, {"iso_8859-5:1988", kIso8859_5},
    {"iso_8859-6", kIso8859_6}, {"iso_8859-6:1987", kIso8859_6}, {"iso_8859-7", kIso8859_7},
    {"iso_8859-7:1987", kIso8859_7}, {"iso_8859-8", kIso8859_8}, {"iso_8859-8:1988", kIso8859_8},
    {"iso_8859-9", kWindows1254}, {"iso_8859-9:1989", kWindows1254}, {"koi", kKoi8R},
    {"koi8", kKoi8R}, {"koi8-r", kKoi8R}, {"koi8-ru", kKoi8U}, {"koi8-u", kKoi8U},
    {"koi8_r", kKoi8R}, {"korean", kEucKr}, {"ks_c_5601-1987", kEucKr}, {"ks_c_5601-1989", kEucKr},
    {"ksc5601", kEucKr}, {"ksc_5601", kEucKr}, {"l1", kWindows1252}, {"l2", kIso8859_2},
    {"l3", kIso8859_3}, {"l4", kIso8859_4}, {"l5", kWindows1254}, {"l6", kIso8859_10},
    {"l9", kIso8859_15}, {"latin1", kWindows1252}, {"latin2", kIso8859_2}, {"latin3", kIso8859_3},
    {"latin4", kIso8859_4}, {"latin5", kWindows1254}, {"latin6", kIso8859_10},
    {"logical", kIso8859_8I}, {"mac", kMacintosh}, {"macintosh", kMacintosh}, {"ms932", kShiftJis},
    {"ms_kanji", kShiftJis}, {"replacement", kReplacement}, {"shift-jis", kShiftJis},
    {"shift_jis", kShiftJis}, {"sjis", kShiftJis}, {"sun_eu_greek", kIso8859_7},
    {"tis-620", kWindows874}, {"ucs-2", kUtf16Le}, {"unicode", kUtf16Le},
    {"unicode-1-1-utf-8", kUtf8}, {"unicode11utf8", kUtf8}, {"unicode20utf8", kUtf8},
    {"unicodefeff", kUtf16Le}, {"unicodefffe", kUtf16Be}, {"us-ascii", kWindows1252},
    {"utf-16", kUtf16Le}, {"utf-16be", kUtf16Be}, {"utf-16le", kUtf16Le}, {"utf-8", kUtf8},
    {"utf8", kUtf8}, {"visual", kIso8859_8}, {"windows-1250", kWindows1250},
    {"windows-1251", kWindows1251}, {"windows-1252", kWindows1252}, {"windows-1253", kWindows1253},
    {"windows-1254", kWindows1254}, {"windows-1255", kWindows1255}, {"windows-1256", kWindows1256},
    {"windows-1257", kWindows1257}, {"windows-1258", kWindows1258}, {"windows-31j", kShiftJis},
    {"windows-874", kWindows874}, {"windows-949", kEucKr}, {"x-cp1250", kWindows1250},
    {"x-cp1251", kWindows1251}, {"x-cp1252", kWindows1252}, {"x-cp1253", kWindows1253},
    {"x-cp1254", kWindows1254}, {"x-cp1255", kWindows1255}, {"x-cp1256", kWindows1256},
    {"x-cp1257", kWindows1257}, {"x-cp1258", kWindows1258}, {"x-euc-jp", kEucJp}, {"x-gbk", kGbk},
    {"x-mac-cyrillic", kMacCyrillic}, {"x-mac-roman", kMacintosh},
    {"x-mac-ukrainian", kMacCyrillic}, {"x-sjis", kShiftJis}, {"x-unicode20utf8", kUtf8},
    {"x-user-defined", kUserDefined}, {"x-x-big5", kBig5},
}};
// clang-format on
static_assert(std::ranges::is_sorted(kLabels, {}, &LabelRow::label));

/// ASCII white space of the Infra Standard.
constexpr std::string_view kWhiteSpace = "\t\n\f\r ";

std::string_view trim(std::string_view label) {
  const std::size_t begin = label.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return label.substr(begin, label.find_last_not_of(kWhiteSpace) + 1 - begin);
}

}  // namespace

std::optional<Encoding> encoding_for_label(std::string_view label) {
  std::string small(trim(label));
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  const auto found =
      std::ranges::lower_bound(kLabels, std::string_view(small), {}, &LabelRow::label);
  if (found == kLabels.end() || found->label != small) return std::nullopt;
  return found->encoding;
}

std::string_view encoding_name(Encoding encoding) {
  return kNames[static_cast<std::size_t>(encoding)];
}

}  // namespace headwater
