#include "flowsheet/names.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "flowsheet/destinations.hpp"

namespace raffinate::flowsheet {

namespace {

/// Whether a control character starts at byte i: below the blank, delete, or one of U+0080 to U+009F.
bool is_control(std::string_view name, std::size_t i) {
  const auto byte = [&](std::size_t k) { return k < name.size() ? static_cast<unsigned char>(name[k]) : 0U; };
  return byte(i) < 0x20U || byte(i) == 0x7FU || (byte(i) == 0xC2U && byte(i + 1) >= 0x80U && byte(i + 1) < 0xA0U);
}

/// "U+0009"; of two bytes the second has the number.
std::string code_of(std::string_view name, std::size_t i) {
  return fmt::format("U+{:04X}", static_cast<unsigned char>(name[i] == '\xC2' ? name[i + 1] : name[i]));
}

/// What is wrong with a name, for "expected a name of a unit, found ..."; empty if nothing is.
std::string fault_of(const std::string& name) {
  if (name.empty()) return "an empty text";
  for (std::size_t i = 0; i < name.size(); ++i)
    if (is_control(name, i)) return fmt::format("a text with the control character {}", code_of(name, i));
  if (name.find('/') != std::string::npos) return fmt::format("\"{}\" with a \"/\"", name);
  if (name.find('.') != std::string::npos) return fmt::format("\"{}\" with a \".\"", name);
  return {};
}

/// The name with "_" for what cannot stand in it.
std::string mended(const std::string& name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool control = is_control(name, i);
    if (control && name[i] == '\xC2') ++i;  // of two bytes
    text += control || name[i] == '/' || name[i] == '.' ? '_' : name[i];
  }
  return text.find_first_not_of('_') == std::string::npos ? std::string() : text;
}

void check_name(const config::Node& key, const std::string& kind, const char* example, base::Problems& problems) {
  const std::string fault = fault_of(key.text());
  if (fault.empty()) return;
  const std::string better = mended(key.text());
  problems.add({key.where(), kind + "s", "expected a name of a " + kind + ", found " + fault,
                fmt::format("write for example \"{}\": names have no \"/\", \".\" or control characters, as \"unit.port\" and the "
                            "results file are made of them", better.empty() ? example : better)});
}

}  // namespace

void check_unit_names(const config::Node& units, base::Problems& problems) {
  for (const auto& [key, unit] : units.entries()) {
    check_name(key, "unit", "leach_1", problems);
    if (destinations().contains(key.text()))
      problems.add({key.where(), "units", "expected a name of a unit, found \"" + key.text() + "\", which leads out of the plant in `to:`",
                    "write for example \"" + key.text() + "_tank\""});
  }
}

void check_stream_names(const config::Node& streams, base::Problems& problems) {
  for (const auto& [key, stream] : streams.entries()) check_name(key, "stream", "leach_slurry", problems);
}

}  // namespace raffinate::flowsheet
