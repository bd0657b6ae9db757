#include "config/field_readers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

#include "base/nearest.hpp"
#include "units/parse.hpp"

namespace raffinate::config::readers {
namespace {

/// The value of `{value: 5 g/L, source: "..."}`, or the node itself.
Node unwrap(const Node& node, base::Problems& problems) {
  const auto value = node.find("value");
  if (!value) return node;
  for (const auto& [key, ignored] : node.entries()) {
    if (key.text() == "value" || key.text() == "source") continue;
    problems.add({key.where(), node.path(), "unknown key \"" + key.text() + "\"", "known keys: value, source"});
  }
  return value->with_path(node.path());
}

std::string with_range(std::string remedy, const FieldInfo& field) {
  const std::string range = field.range();
  if (range.empty()) return remedy;
  return remedy + (remedy.empty() ? "allowed " + range : "   (allowed " + range + ")");
}

std::string alternatives(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

/// Reports a value of the wrong shape, or one that is no scalar where a scalar is needed.
void refuse(const Node& node, const std::string& expected, std::string remedy, base::Problems& problems) {
  problems.add(node.problem("expected " + expected + ", got " + node.describe(), std::move(remedy)));
}

/// A quantity in one of the units, within the range of the field.
std::optional<units::Parsed> measured(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const std::vector<std::string> admitted = admitted_units(field.unit);
  if (node.is_map() || node.is_list()) {
    refuse(node, units::dimension_name(admitted.front()), with_range("write one value", field), problems);
    return std::nullopt;
  }
  try {
    const units::Parsed value = units::to_si(node.text(), admitted);
    const auto outside = [&](const std::string& limit, int sign) {
      if (limit.empty()) return false;
      const double bound = units::to_si(limit, admitted.front());
      // Limits are in the first unit; zero is the same in all of them.
      const bool comparable = value.unit == 0 || bound == 0;
      constexpr double rounding = 1e-12;  // 1 L and 0.001 m3 are the same, though not to the last bit
      return comparable && sign * (value.si - bound) > rounding * std::abs(bound);
    };
    const bool low = outside(field.min, -1);
    if (!low && !outside(field.max, 1)) return value;
    const char* fault = low ? " is too small" : " is too large";
    problems.add(node.problem(node.describe() + fault, with_range({}, field)));
  } catch (const units::UnitError& error) {
    problems.add(node.problem(error.message(), with_range(error.remedy(), field)));
  }
  return std::nullopt;
}

/// Whether a text is "unit.channel" and not a number, however misspelt.
bool names_signal(std::string_view text) {
  const bool number = text.empty() || std::string_view("+-.0123456789").find(text.front()) != std::string_view::npos;
  return !number && text.find('.') != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

std::optional<std::int64_t> whole(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::vector<std::string> admitted_units(const std::string& unit) {
  constexpr std::string_view separator = " or ";
  std::vector<std::string> result;
  std::size_t start = 0;
  for (std::size_t end = unit.find(separator); end != std::string::npos; end = unit.find(separator, start)) {
    result.push_back(unit.substr(start, end - start));
    start = end + separator.size();
  }
  result.push_back(unit.substr(start));
  return result;
}

std::optional<double> quantity(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const auto value = measured(unwrap(node, problems), field, problems);
  if (!value) return std::nullopt;
  return value->si;
}

std::optional<Setting> setting(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const Node given = unwrap(node, problems);
  if (given.is_scalar() && names_signal(given.text())) return Setting{0.0, {given.text(), given.where(), given.path()}};
  const auto value = measured(given, field, problems);
  if (!value) return std::nullopt;
  return Setting{value->si, {}};
}

std::optional<std::int64_t> integer(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const Node given = unwrap(node, problems);
  const auto value = whole(given.text());
  if (!value) {
    refuse(given, "a whole number", with_range(field.example.empty() ? "for example 3" : "for example " + field.example, field),
           problems);
    return std::nullopt;
  }
  const bool low = !field.min.empty() && *value < whole(field.min).value();
  const bool high = !field.max.empty() && *value > whole(field.max).value();
  if (!low && !high) return value;
  problems.add(given.problem(given.describe() + (low ? " is too small" : " is too large"), with_range({}, field)));
  return std::nullopt;
}

std::optional<bool> flag(const Node& node, const FieldInfo&, base::Problems& problems) {
  const Node given = unwrap(node, problems);
  const std::string& text = given.text();
  if (text == "true" || text == "yes" || text == "on") return true;
  if (text == "false" || text == "no" || text == "off") return false;
  refuse(given, "true or false", "write true or false", problems);
  return std::nullopt;
}

std::optional<LocatedText> text(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const Node given = unwrap(node, problems);
  if (given.is_scalar()) return LocatedText{given.text(), given.where(), given.path()};
  refuse(given, "a text", field.example.empty() ? std::string() : "for example " + field.example, problems);
  return std::nullopt;
}

std::optional<std::size_t> choice(const Node& node, const FieldInfo& field, base::Problems& problems) {
  const Node given = unwrap(node, problems);
  const std::string choose = "choose " + alternatives(field.choices);
  if (!given.is_scalar()) {
    refuse(given, "one word", choose, problems);
    return std::nullopt;
  }
  const auto found = std::find(field.choices.begin(), field.choices.end(), given.text());
  if (found != field.choices.end()) return static_cast<std::size_t>(found - field.choices.begin());
  problems.add(given.problem(given.describe() + " is not a choice" + base::did_you_mean(given.text(), field.choices), choose));
  return std::nullopt;
}

std::optional<std::vector<LocatedText>> texts(const Node& node, const FieldInfo& field, base::Problems& problems) {
  if (node.is_scalar()) return std::vector{LocatedText{node.text(), node.where(), node.path()}};
  if (!node.is_list()) {
    refuse(node, "a list of texts", "write [first, second]", problems);
    return std::nullopt;
  }
  std::vector<LocatedText> result;
  for (const Node& item : node.items()) {
    if (auto found = text(item, field, problems)) result.push_back(std::move(*found));
  }
  return result;
}

std::optional<std::vector<Amount>> amounts(const Node& node, const FieldInfo& field, base::Problems& problems) {
  if (!node.is_map()) {
    const std::string example = "{name: 10 " + admitted_units(field.unit).front() + "}";
    refuse(node, "a map from names to quantities", "for example " + (field.example.empty() ? example : field.example), problems);
    return std::nullopt;
  }
  std::vector<Amount> result;
  for (const auto& [key, value] : node.entries()) {
    if (key.text() == "source") continue;
    if (const auto found = measured(unwrap(value, problems), field, problems)) {
      result.push_back({key.text(), found->si, found->unit, key.where(), value.path()});
    }
  }
  return result;
}

std::optional<std::vector<Node>> list(const Node& node, const FieldInfo&, base::Problems& problems) {
  if (node.is_list()) return node.items();
  refuse(node, "a list", "start each item with \"- \"", problems);
  return std::nullopt;
}

}  // namespace raffinate::config::readers
