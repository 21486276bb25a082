#include "base/charset_tables.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <string_view>

namespace headwater::charset {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// ICU's mapping of single sequences. ICU holds the large East Asian indexes, so that they need not
/// be kept here; where it differs from the Encoding Standard, the rows below put it right.
class Mapping {
 public:
  explicit Mapping(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name, &status));
  }

  /// The one character that `sequence` stands for; 0 for none or several.
  char32_t find(std::string_view sequence) {
    std::array<char16_t, 8> units{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size =
        ucnv_toUChars(converter_.get(), units.data(), static_cast<std::int32_t>(units.size()),
                      sequence.data(), static_cast<std::int32_t>(sequence.size()), &status);
    if (U_FAILURE(status)) return 0;
    if (size == 2 && U16_IS_LEAD(units[0]) && U16_IS_TRAIL(units[1])) {
      return static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1]));
    }
    return size == 1 && units[0] != 0xFFFD ? units[0] : 0;
  }

 private:
  std::unique_ptr<UConverter, CloseConverter> converter_;
};

struct Row {
  std::uint16_t pair;
  char32_t character;
};

bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

enum class PrivateUse { kKeep, kDrop };
struct PairRange {
  std::uint8_t first = PairIndex::kFirstLead;
  std::uint8_t last = PairIndex::kLast;
};

/// The index of the pairs with leads in `leads`, each behind `prefix`, as ICU's converter `name`
/// has them. Characters for private use are no part of the standard's indexes, except where they
/// are.
PairIndex make_index(const char* name, PrivateUse private_use, PairRange leads = {},
                     std::string_view prefix = {}) {
  PairIndex index;
  Mapping mapping(name);
  std::string sequence(prefix);
  sequence.resize(prefix.size() + 2);
  for (unsigned lead = leads.first; lead <= leads.last; ++lead) {
    for (unsigned trail = PairIndex::kFirstTrail; trail <= PairIndex::kLast; ++trail) {
      sequence[prefix.size()] = static_cast<char>(lead);
      sequence[prefix.size() + 1] = static_cast<char>(trail);
      const char32_t c = mapping.find(sequence);
      if (c < 0x80 || (private_use == PrivateUse::kDrop && is_private_use(c))) continue;
      index.set(static_cast<std::uint8_t>(lead), static_cast<std::uint8_t>(trail), c);
    }
  }
  return index;
}

void put_right(PairIndex& index, std::span<const Row> rows) {
  for (const Row& row : rows) {
    index.set(static_cast<std::uint8_t>(row.pair >> 8), static_cast<std::uint8_t>(row.pair & 0xFF),
              row.character);
  }
}

// clang-format off

/// GB 18030-2022 gave these their own characters; ICU 72 has those of 2005, for private use.
constexpr Row kGb18030Rows[] = {
    {0xA3A0, 0x3000}, {0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13},
    {0xA6DD, 0xFE14}, {0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18},
    {0xA6F3, 0xFE19}, {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6}, {0xFE67, 0x9FB7},
    {0xFE6D, 0x9FB8}, {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB},
};

/// HKSCS-2008 and the second codes of doubly encoded characters.
constexpr Row kBig5Rows[] = {
    {0x87A4, 0x9F97}, {0x87AC, 0x9F96}, {0x8840, 0x31C0}, {0x8841, 0x31C1}, {0x8842, 0x31C2},
    {0x8843, 0x31C3}, {0x8844, 0x31C4}, {0x8846, 0x31C5}, {0x8849, 0x31C6}, {0x884A, 0x31C7},
    {0x884D, 0x31C8}, {0x884F, 0x31C9}, {0x8850, 0x31CA}, {0x8851, 0x31CB}, {0x8852, 0x31CC},
    {0x8854, 0x31CD}, {0x8855, 0x31CE}, {0x88A9, 0x23DA}, {0x88AA, 0x23DB}, {0x8C43, 0x9FA6},
    {0x8C6D, 0x9FA7}, {0x8C74, 0x9FA8}, {0x8CB7, 0x9FA9}, {0x8CB9, 0x9FAA}, {0x8CBB, 0x9FAB},
    {0x8CC0, 0x9FAC}, {0x8CD7, 0x9FAD}, {0x8CD8, 0x9FAE}, {0x8CDA, 0x9FAF}, {0x8CED, 0x9FB2},
    {0x8D48, 0x9FB3}, {0x8E69, 0x7BB8}, {0x8E6F, 0x7C06}, {0x8E7E, 0x7CCE}, {0x8EAB, 0x7DD2},
    {0x8EB4, 0x7E1D}, {0x8ECD, 0x8005}, {0x8ED0, 0x8028}, {0x8F57, 0x83C1}, {0x8F69, 0x84A8},
    {0x8F6E, 0x840F}, {0x8FCB, 0x89A6}, {0x8FCC, 0x89A9}, {0x8FFE, 0x8D77}, {0x906D, 0x90FD},
    {0x907A, 0x92B9}, {0x90DC, 0x975C}, {0x90F1, 0x97FF}, {0x91BF, 0x9F16}, {0x9244, 0x8503},
    {0x92AF, 0x5159}, {0x92B0, 0x515B}, {0x92B1, 0x515D}, {0x92B2, 0x515E}, {0x92C8, 0x936E},
    {0x92D1, 0x7479}, {0x9447, 0x6D67}, {0x94CA, 0x799B}, {0x95D9, 0x9097}, {0x9644, 0x975D},
    {0x96ED, 0x701E}, {0x96FC, 0x5B28}, {0x9B76, 0x7201}, {0x9B78, 0x77D7}, {0x9B7B, 0x7E87},
    {0x9BC6, 0x99D6}, {0x9BDE, 0x91D4}, {0x9BEC, 0x60DE}, {0x9BF6, 0x6FB6}, {0x9C42, 0x8F36},
    {0x9C53, 0x4FBB}, {0x9C62, 0x71DF}, {0x9C68, 0x9104}, {0x9C6B, 0x9DF0}, {0x9C77, 0x83CF},
    {0x9CBC, 0x5C10}, {0x9CBD, 0x79E3}, {0x9CD0, 0x5A67}, {0x9D57, 0x8F0B}, {0x9D5A, 0x7B51},
    {0x9DC4, 0x62D0}, {0x9EA9, 0x6062}, {0x9EEF, 0x75F9}, {0x9EFD, 0x6C4A}, {0x9F60, 0x9B2E},
    {0x9F66, 0x9F17}, {0x9FCB, 0x50ED}, {0x9FD8, 0x5F0C}, {0xA063, 0x880F}, {0xA077, 0x62CE},
    {0xA0D5, 0x7468}, {0xA0DF, 0x7162}, {0xA0E4, 0x7250}, {0xA3C0, 0x2400}, {0xA3C1, 0x2401},
    {0xA3C2, 0x2402}, {0xA3C3, 0x2403}, {0xA3C4, 0x2404}, {0xA3C5, 0x2405}, {0xA3C6, 0x2406},
    {0xA3C7, 0x2407}, {0xA3C8, 0x2408}, {0xA3C9, 0x2409}, {0xA3CA, 0x240A}, {0xA3CB, 0x240B},
    {0xA3CC, 0x240C}, {0xA3CD, 0x240D}, {0xA3CE, 0x240E}, {0xA3CF, 0x240F}, {0xA3D0, 0x2410},
    {0xA3D1, 0x2411}, {0xA3D2, 0x2412}, {0xA3D3, 0x2413}, {0xA3D4, 0x2414}, {0xA3D5, 0x2415},
    {0xA3D6, 0x2416}, {0xA3D7, 0x2417}, {0xA3D8, 0x2418}, {0xA3D9, 0x2419}, {0xA3DA, 0x241A},
    {0xA3DB, 0x241B}, {0xA3DC, 0x241C}, {0xA3DD, 0x241D}, {0xA3DE, 0x241E}, {0xA3DF, 0x241F},
    {0xA3E0, 0x2421}, {0xC6CF, 0x5EF4}, {0xC6D3, 0x65E0}, {0xC6D5, 0x7676}, {0xC6D7, 0x96B6},
    {0xC6DE, 0x3003}, {0xC6DF, 0x4EDD}, {0xC879, 0x31CF}, {0xC8A1, 0x9FB0}, {0xC8A3, 0x9FB1},
    {0xFA5F, 0x5029}, {0xFA66, 0x507D}, {0xFABD, 0x5305}, {0xFAC5, 0x5344}, {0xFAD5, 0x537F},
    {0xFB48, 0x5605}, {0xFBB8, 0x5A77}, {0xFBF3, 0x5E75}, {0xFBF9, 0x5ED0}, {0xFC4F, 0x5F58},
    {0xFC6C, 0x60A4}, {0xFCB9, 0x6490}, {0xFCE2, 0x6674}, {0xFCF1, 0x675E}, {0xFDB7, 0x6C9C},
    {0xFDB8, 0x6E1D}, {0xFDBB, 0x6E2F}, {0xFDF1, 0x716E}, {0xFE52, 0x732A}, {0xFE6F, 0x745C},
    {0xFEAA, 0x74E9}, {0xFEDD, 0x7809},
};
// clang-format on

std::vector<char16_t> make_gb18030_ranges() {
  constexpr std::size_t kPointers = 39420;
  std::vector<char16_t> characters(kPointers);
  Mapping mapping("gb18030");
  for (std::size_t pointer = 0; pointer < kPointers; ++pointer) {
    const std::array<char, 4> sequence = {
        static_cast<char>(0x81 + pointer / 12600), static_cast<char>(0x30 + pointer / 1260 % 10),
        static_cast<char>(0x81 + pointer / 10 % 126), static_cast<char>(0x30 + pointer % 10)};
    const char32_t c = mapping.find({sequence.data(), sequence.size()});
    characters[pointer] = c < 0x10000 ? static_cast<char16_t>(c) : char16_t{0};
  }
  return characters;
}

}  // namespace

const PairIndex& gb18030_index() {
  static const PairIndex index = [] {
    PairIndex made = make_index("gb18030", PrivateUse::kKeep);
    put_right(made, kGb18030Rows);
    return made;
  }();
  return index;
}

const PairIndex& big5_index() {
  static const PairIndex index = [] {
    // The standard has nothing below 0x87; ICU has characters for private use there.
    PairIndex made = make_index("Big5-HKSCS", PrivateUse::kDrop, {0x87, PairIndex::kLast});
    put_right(made, kBig5Rows);
    return made;
  }();
  return index;
}

const PairIndex& euc_kr_index() {
  static const PairIndex index = make_index("windows-949-2000", PrivateUse::kDrop);
  return index;
}

const PairIndex& shift_jis_index() {
  static const PairIndex index = make_index("windows-31j", PrivateUse::kKeep);
  return index;
}

const PairIndex& jis0208_index() {
  static const PairIndex index = make_index("EUC-JP", PrivateUse::kDrop, {0xA1, PairIndex::kLast});
  return index;
}

const PairIndex& jis0212_index() {
  // The standard's index ends with row 77; behind it ICU has IBM's extensions.
  static const PairIndex index = make_index("EUC-JP", PrivateUse::kDrop, {0xA1, 0xED}, "\x8F");
  return index;
}

std::span<const char16_t> gb18030_ranges() {
  static const std::vector<char16_t> ranges = make_gb18030_ranges();
  return ranges;
}

}  // namespace headwater::charset
