#pragma once

#include <optional>
#include <string_view>

#include "stages/identify/credit_names.h"

namespace headwater {

/// How a line credits a supplier; in order of belief, the strongest first.
enum class CreditKind {
  kDateline,      ///< "OSLO, May 3 (AP) -", "LEEDS, May 3 /PRNewswire/ --"
  kNotice,        ///< "This story was published from an AP feed", "View original content: ..."
  kCopyright,     ///< "© 2024 AFP"
  kSourceLine,    ///< "Source: AFP", "Quelle: dpa"
  kByline,        ///< "By Jane Doe, Associated Press"
  kSignOff,       ///< "(AFP)" at the end, "(Reporting by ...; Editing by ...)"
  kContribution,  ///< "With inputs from PTI": parts of the text only
};
/// "dateline", "syndication-notice", ...: the kind of evidence that is printed and stored.
std::string_view credit_kind_name(CreditKind kind);

/// A credit in a line. `printed` is the passage that makes it, a part of the line.
struct LineCredit {
  CreditKind kind = CreditKind::kDateline;
  const Outlet* supplier = nullptr;
  std::string_view printed;
};

/// Bytes at either end of a line in which everybody is named whom these readers find there:
/// datelines and bylines at its beginning, notices, signatures and bylines at its end. Where
/// CreditNames::may_name is false for them, only those find something that say so.
inline constexpr std::size_t kCreditHead = 160;
inline constexpr std::size_t kCreditTail = 500;

/// Each reads one line (or paragraph) without white space at its ends; nothing where the line is no
/// such credit. A sentence about an agency is none. Linear in the first or last few hundred bytes.
std::optional<LineCredit> read_credit_dateline(std::string_view line, CreditNames& names);
/// The place and date of a Chinese dateline are not set apart: "新华社北京9月12日电". Needs no word
/// of its own for a name.
std::optional<LineCredit> read_chinese_dateline(std::string_view line, CreditNames& names);
/// A line such as "By Jane Doe, Associated Press", "Reuters Staff" or "Quelle: dpa".
std::optional<LineCredit> read_credit_byline(std::string_view line, CreditNames& names);
/// The value of a byline that metadata names: the words that announce one are not needed.
std::optional<LineCredit> read_credit_author(std::string_view author, CreditNames& names);
/// The way in which an agency's desk signs: "(Reporting by A in B; Editing by C)". Nobody is named.
std::optional<LineCredit> read_desk_sign_off(std::string_view line, CreditNames& names);
/// A bare name behind a text: "(AFP)", "- Reuters.", "... he said. AFP".
std::optional<LineCredit> read_sign_off(std::string_view line, CreditNames& names);
/// Whom a line of any length thanks for parts of the text.
std::optional<LineCredit> read_contribution(std::string_view line, CreditNames& names);
/// Where a press release says that its original stands, by address: nobody is named.
std::optional<LineCredit> read_release_link(std::string_view line, CreditNames& names);
std::optional<LineCredit> read_supply_notice(std::string_view line, CreditNames& names);

}  // namespace headwater
