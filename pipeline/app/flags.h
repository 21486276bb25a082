#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace headwater {

enum class FlagType : std::uint8_t { kSwitch, kText, kNumber, kFraction };

/// A row of the one table of flags: parsing, help, man page and completion are made from it.
struct Flag {
  std::string_view name;  ///< Without the dashes.
  FlagType type = FlagType::kSwitch;
  std::string_view value_name;  ///< "DIR"; empty for a switch.
  std::string_view help;        ///< One sentence.
  std::string_view preset;      ///< Value where none is given; empty: none.
  std::string_view variable;    ///< Environment variable that the flag wins over; empty: none.
  std::vector<std::string_view> choices;   ///< Allowed values; empty: any.
  std::vector<std::string_view> commands;  ///< That take it; empty: all.

  bool belongs_to(std::string_view command) const;
};

/// All flags, in the order of the help.
std::span<const Flag> flags();

/// The flags of one command.
std::vector<const Flag*> flags_of(std::string_view command);

}  // namespace headwater
