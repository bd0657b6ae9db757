#include "studies/flowsheet_number.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "config/override.hpp"
#include "config/read.hpp"
#include "units/spelling.hpp"

namespace raffinate::studies {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& message, const std::string& remedy) {
  throw base::InputError({base::whole_file(path), path, message, remedy});
}

/// The flowsheet as a tree, with its overrides.
config::Node tree_of(const flowsheet::Flowsheet& sheet) {
  base::Problems problems;
  config::Node root = config::parse(sheet.text, sheet.file, problems);
  for (const auto& assignment : sheet.overrides) config::apply_override(root, assignment, problems);
  problems.throw_if_any();
  return root;
}

/// How deep the path leads, and what it could have meant there.
std::string suggestion(const config::Node& root, const std::string& path) {
  constexpr const char* usual = "the number must be written in the flowsheet, or given by --set with its default";
  const auto dot = path.rfind('.');
  const auto parent = dot == std::string::npos ? root : config::find_path(root, path.substr(0, dot)).value_or(config::Node());
  const auto meant = base::nearest(path.substr(dot + 1), parent.keys());
  return meant ? fmt::format("did you mean \"{}\"?", path.substr(0, dot + 1) + *meant) : usual;
}

}  // namespace

FlowsheetNumber FlowsheetNumber::find(const flowsheet::Flowsheet& sheet, const std::string& path) {
  const auto root = tree_of(sheet);
  auto node = config::find_path(root, path);
  if (!node) refuse(path, "there is no such value in the flowsheet", suggestion(root, path));
  FlowsheetNumber number;
  number.path = number.written_path = path;
  if (const auto value = node->find("value")) {
    node = value;
    number.written_path += ".value";
  }
  const std::string& text = node->text();
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number.written);
  if (!node->is_scalar() || error != std::errc() || !std::isfinite(number.written))
    refuse(path, "expected a number, found " + node->describe(), "name a number of the flowsheet");
  number.unit = text.substr(static_cast<std::size_t>(end - text.data()));
  number.unit.erase(0, std::min(number.unit.find_first_not_of(' '), number.unit.size()));
  const auto unit = units::read_unit(number.unit).unit;
  if (!unit) refuse(path, "\"" + number.unit + "\" is no unit", "");
  number.si = unit->to_si(number.written);
  number.si_per_unit = unit->scale;
  return number;
}

std::string FlowsheetNumber::override_with(double value) const {
  return fmt::format("{}={:.17g} {}", written_path, value, unit);
}

}  // namespace raffinate::studies
