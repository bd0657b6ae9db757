#include "units/parse.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "base/nearest.hpp"
#include "units/dimensions.hpp"
#include "units/spelling.hpp"

namespace raffinate::units {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The unit a caller asks for. It comes from a schema or a data file, not from the user's value.
Unit asked(std::string_view unit) {
  const Spelled spelled = read_unit(trim(unit));
  if (!spelled.unit) throw UnitError(fmt::format("unknown unit \"{}\"", unit), spelled.remedy);
  return *spelled.unit;
}

std::string name_of(const Unit& unit) {
  const KnownDimension* known = find_dimension(unit);
  return known != nullptr ? known->name : "a quantity in " + spell(unit.dimension);
}

/// How a unit is shown after a number.
std::string shown(std::string_view unit) {
  if (unit == "1") return {};
  return unit == "delta_K" ? "K" : std::string(unit);
}

std::string quote(double number, std::string_view unit) {
  const std::string text = shown(unit);
  const char* gap = text.empty() ? "" : " ";
  return fmt::format("\"{:.6g}{}{}\"", number, gap, text);
}

/// Units in which to suggest a value: the one asked for unless it is bare SI, then the usual ones.
std::vector<std::string> suggested_units(std::string_view unit, const Unit& target) {
  const KnownDimension* known = find_dimension(target);
  std::vector<std::string> result;
  if (known == nullptr || unit != known->si) result.emplace_back(unit);
  if (known == nullptr) return result;
  for (const std::string& display : known->display) {
    if (display != unit || unit == known->si) result.push_back(display);
  }
  return result;
}

/// `"10 m3" or "10000 L"`: the number as if given in the first suggested unit, and the same in the second.
std::string suggest(std::optional<double> number, std::string_view unit) {
  const Unit target = asked(unit);
  const std::vector<std::string> units = suggested_units(unit, target);
  const KnownDimension* known = find_dimension(target);
  const double fallback = known != nullptr && units[0] == known->display[0] ? known->typical : 10;
  const double first = number.value_or(fallback);
  std::string text = quote(first, units[0]);
  if (units.size() < 2) return text;
  const double second = asked(units[1]).from_si(asked(units[0]).to_si(first));
  return text + " or " + quote(second, units[1]);
}

/// As above where several dimensions are admitted: the number in each of the units.
std::string suggest(std::optional<double> number, const std::vector<std::string>& units) {
  if (units.size() == 1) return suggest(number, units.front());
  std::string text;
  for (const std::string& unit : units) text += (text.empty() ? "" : " or ") + quote(number.value_or(10), unit);
  return text;
}

/// A text split into its number and the rest.
struct Split {
  double number;
  std::string_view unit;
};

std::optional<Split> split(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return Split{number, trim(text.substr(static_cast<std::size_t>(end - text.data())))};
}

std::string expectation(const std::vector<std::string>& units) {
  std::string text;
  for (const std::string& unit : units) text += (text.empty() ? "" : " or ") + name_of(asked(unit));
  return text;
}

[[noreturn]] void refuse_text(std::string_view text, const std::vector<std::string>& units) {
  const std::string found = text.empty() ? "nothing" : fmt::format("\"{}\"", text);
  const bool plain = units[0] == "1";
  throw UnitError(fmt::format("expected {}, got {}", expectation(units), found),
                  fmt::format("write a number{}, for example {}", plain ? "" : " and a unit", suggest({}, units)));
}

[[noreturn]] void refuse_unit(std::string_view text, const Split& parts, const Spelled& spelled,
                              const std::vector<std::string>& units) {
  if (!spelled.reason.empty()) {
    throw UnitError(fmt::format("expected {}, got \"{}\": {}", expectation(units), text, spelled.reason), spelled.remedy);
  }
  if (parts.unit.starts_with(',')) {
    throw UnitError(fmt::format("expected {}, got \"{}\"", expectation(units), text), "write a decimal point, not a comma");
  }
  throw UnitError(fmt::format("expected {}, got \"{}\": unknown unit \"{}\"{}", expectation(units), text, parts.unit,
                              base::did_you_mean(parts.unit, usual_units())),
                  "try " + suggest(parts.number, units));
}

[[noreturn]] void refuse_dimension(std::string_view text, const Split& parts, const Unit& found,
                                   const std::vector<std::string>& units) {
  if (parts.unit.empty()) {
    throw UnitError(fmt::format("expected {}, got the bare number \"{}\"", expectation(units), text),
                    "add a unit, for example " + suggest(parts.number, units));
  }
  throw UnitError(fmt::format("expected {}, got \"{}\" ({})", expectation(units), text, name_of(found)),
                  "try " + suggest(parts.number, units));
}

/// Whether a value in `given` may stand for `target`. Kelvins count as a temperature and as a difference of temperatures.
bool fits(const Unit& given, const Unit& target) {
  if (given.dimension != target.dimension) return false;
  return !target.difference || given.offset == 0;
}

}  // namespace

UnitError::UnitError(std::string message, std::string remedy)
    : message_(std::move(message)), remedy_(std::move(remedy)), text_(message_) {
  if (!remedy_.empty()) text_ += " (" + remedy_ + ")";
}

Parsed to_si(std::string_view text, const std::vector<std::string>& units) {
  if (units.empty()) throw std::logic_error("to_si needs a unit to ask for");
  const std::string_view given = trim(text);
  const std::optional<Split> parts = split(given);
  if (!parts || !std::isfinite(parts->number)) refuse_text(given, units);
  const Spelled spelled = read_unit(parts->unit);
  if (!spelled.unit) refuse_unit(given, *parts, spelled, units);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit target = asked(units[i]);
    if (!fits(*spelled.unit, target)) continue;
    const double si = spelled.unit->to_si(parts->number);
    if (!std::isfinite(si)) refuse_text(given, units);
    if (target.is_temperature() && si < 0) {
      throw UnitError(fmt::format("\"{}\" is below absolute zero", given), "the lowest temperature is -273.15 degC");
    }
    return {si, i};
  }
  refuse_dimension(given, *parts, *spelled.unit, units);
}

double to_si(std::string_view text, std::string_view unit) { return to_si(text, std::vector{std::string(unit)}).si; }

Measured to_si(std::string_view text) {
  const std::optional<Split> parts = split(trim(text));
  if (!parts || !std::isfinite(parts->number))
    throw UnitError(fmt::format("expected a number and a unit, got \"{}\"", text), "for example \"10 m3/h\" or \"50 %\"");
  const std::string unit = parts->unit.empty() ? "1" : si_unit(parts->unit);
  return {to_si(text, unit), unit};
}

double from_si(double value, std::string_view display_unit) { return asked(display_unit).from_si(value); }

double from_si(double value, std::string_view si, std::string_view display_unit) {
  if (!same_dimension(si, display_unit)) {
    throw UnitError(fmt::format("cannot show {} in \"{}\" ({})", dimension_name(si), display_unit, dimension_name(display_unit)),
                    "");
  }
  return from_si(value, display_unit);
}

std::string format(double value, std::string_view display_unit) {
  const std::string quoted = quote(from_si(value, display_unit), display_unit);
  return quoted.substr(1, quoted.size() - 2);
}

std::string dimension_name(std::string_view unit) { return name_of(asked(unit)); }

std::string si_unit(std::string_view unit) {
  const Unit found = asked(unit);
  const KnownDimension* known = find_dimension(found);
  return known != nullptr ? known->si : spell(found.dimension);
}

std::string per(std::string_view unit, std::string_view divisor) {
  if (divisor == "1") return unit == "K" ? "delta_K" : std::string(unit);
  const bool single = divisor.find_first_of("/ .") == std::string_view::npos;
  return single ? fmt::format("{}/{}", unit, divisor) : fmt::format("{}/({})", unit, divisor);
}

bool same_dimension(std::string_view a, std::string_view b) {
  const Unit first = asked(a);
  const Unit second = asked(b);
  return first.dimension == second.dimension && first.difference == second.difference;
}

}  // namespace raffinate::units
