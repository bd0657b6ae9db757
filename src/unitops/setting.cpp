#include "unitops/setting.hpp"

#include <fmt/format.h>

#include <cmath>

namespace raffinate::unitops {

Setting::Setting(config::Setting given, std::string unit, const BuildContext& context)
    : given_(std::move(given)), unit_(std::move(unit)), context_(&context) {}

void Setting::declare(Layout& layout) {
  if (!given_.is_signal()) return;
  signal_ = layout.signal(given_.signal.text, given_.signal.where, [this](const Layout::Channel& channel) {
    check_signal(given_.signal, channel, unit_, context_->problems());
  });
}

bool is_number(const std::string& text) {
  return text.find_first_of("0123456789.+-") == 0;
}

double quantity_of(const config::LocatedText& text, const std::string& unit, base::Problems& problems) {
  try {
    return units::to_si(text.text, unit);
  } catch (const units::UnitError& error) {
    problems.add({text.where, text.path, error.message(), error.remedy()});
    return std::nan("");
  }
}

double quotient_of(const config::LocatedText& text, const std::string& unit, const std::string& divisor,
                   base::Problems& problems) {
  const std::string quotient = units::per(unit, divisor);
  try {
    return units::to_si(text.text, quotient);
  } catch (const units::UnitError&) {
    problems.add({text.where, text.path,
                  fmt::format("expected {} over {}, got \"{}\"", units::dimension_name(unit), units::dimension_name(divisor),
                              text.text),
                  fmt::format("what the output changes by when the measured value does, \"10 {}\"", quotient)});
    return std::nan("");
  }
}

units::Measured any_quantity(const config::LocatedText& text, base::Problems& problems) {
  try {
    return units::to_si(text.text);
  } catch (const units::UnitError& error) {
    problems.add({text.where, text.path, error.message(), error.remedy()});
    return {std::nan(""), ""};
  }
}

void check_signal(const config::LocatedText& reference, const Layout::Channel& channel, const std::string& unit,
                  base::Problems& problems) {
  if (units::same_dimension(channel.unit, unit)) return;
  problems.add({reference.where, reference.path,
                fmt::format("expected {}, but the signal \"{}\" is {}", units::dimension_name(unit), reference.text,
                            units::dimension_name(channel.unit)),
                unit == "1" ? "name a signal without a unit" : "name a signal in " + unit});
}

}  // namespace raffinate::unitops
