#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "config/read.hpp"
#include "flowsheet/flowsheet.hpp"
#include "specimen.hpp"
#include "units/parse.hpp"
#include "unitops/setting.hpp"

using namespace raffinate;
using namespace raffinate::examination;

namespace {

bool is_extensive(const std::string& in_unit) {
  static constexpr std::array extensive{"kg", "m3", "kg/s", "m3/s", "mol", "mol/s", "W", "W/K", "J/K", "J", "kg/s/(mol/kg)"};
  return std::any_of(extensive.begin(), extensive.end(), [&](const char* unit) { return units::same_dimension(in_unit, unit); });
}

/// The value of an input that grows with the plant. The unit of some texts, as gains, follows from what is measured.
std::optional<units::Measured> extensive_value(const config::FieldInfo& field, const std::string& text) {
  if (text.empty()) return std::nullopt;  // neither given nor by default
  if (field.kind == config::Kind::quantity || field.kind == config::Kind::setting) {
    if (is_extensive(field.unit)) return units::Measured{units::to_si(text, field.unit), units::si_unit(field.unit)};
  } else if (field.kind == config::Kind::text && unitops::is_number(text)) {
    if (auto value = units::to_si(text); is_extensive(value.unit)) return value;
  }
  return std::nullopt;
}

/// Overrides that double every extensive input of a map, given or by default.
void double_inputs(const std::vector<config::FieldInfo>& fields, const std::optional<config::Node>& given,
                   const std::string& path, std::vector<std::string>& overrides) {
  for (const auto& field : fields) {
    const auto value = given ? given->find(field.name) : std::nullopt;
    if (field.kind == config::Kind::section) {
      double_inputs(field.fields, value, path + "." + field.name, overrides);
    } else if (const auto single = extensive_value(field, value ? value->text() : field.fallback); single && single->si != 0.0) {
      overrides.push_back(fmt::format("{}.{}={:.17g} {}", path, field.name, 2.0 * single->si, single->unit));
    }
  }
}

/// The plant of a subject with every extensive input of every unit twice as large.
std::shared_ptr<const model::Model> doubled(const Subject& subject) {
  const std::string text = flowsheet_of(subject);
  base::Problems problems;
  const auto root = config::parse(text, "flowsheet", problems);
  std::vector<std::string> overrides;
  for (const auto& [name, unit] : root.find("units")->entries())
    for (const auto& definition : unitops::unit_catalogue())
      if (definition.name == unit.find("type")->text())
        double_inputs(definition.fields, unit, "units." + name.text(), overrides);
  const auto file = std::filesystem::temp_directory_path() / fmt::format("raffinate_doubled_{}.yaml", std::hash<std::string>{}(text));
  std::ofstream(file) << text;
  auto model = model::Model::compile(flowsheet::read(file.string(), overrides).plant);
  std::filesystem::remove(file);
  return model;
}

/// Whether `two` is once or twice `one` within a tolerance of `size`.
bool once_or_twice(double one, double two, double size) {
  return std::min(std::abs(two - one), std::abs(two - 2.0 * one)) <= 1e-9 * size;
}

}  // namespace

TEST_CASE("twice the size with twice the feed runs at the same concentrations") {
  for (auto& s : specimens()) {
    if (s.has_modes()) {
      WARN("skipped, flows in lists are not doubled: " + s.subject().title);
      continue;
    }
    INFO(s.subject().title);
    const auto model = doubled(s.subject());
    REQUIRE(model->unknown_count() == s.model().unknown_count());
    model::Workspace large(model);
    State factor(s.visited().front().size(), 2.0);
    for (std::size_t i = 0; i < static_cast<std::size_t>(model->state_count()); ++i)
      factor[i] = model->nominal()[i] / s.model().nominal()[i];
    std::string wrong;
    State dx(factor.size()), dx_large(factor.size()), x_large(factor.size());
    for (std::size_t i = 0; i < factor.size(); ++i) {
      const double start = model->initial()[i], expected = factor[i] * s.model().initial()[i];
      if (std::abs(start - expected) > 1e-9 * std::abs(expected)) wrong += "start of " + model->unknown_name(static_cast<int>(i)) + "; ";
    }
    for (const auto& x : s.admissible_states(10, 7)) {
      for (std::size_t i = 0; i < x.size(); ++i) x_large[i] = factor[i] * x[i];
      REQUIRE(s.rates(x, dx));
      REQUIRE(large.rhs(0.0, x_large.data(), dx_large.data()));
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double turnover = std::abs(dx[i]) + 1e-6 * std::abs(x[i]);  // differences of large flows cancel
        if (std::abs(dx_large[i] - factor[i] * dx[i]) > 1e-7 * turnover) wrong += model->unknown_name(static_cast<int>(i)) + "; ";
      }
      for (int c = 0; c < model->channel_count(); ++c) {
        const double one = s.values().channel(c), two = large.values().channel(c);
        if (!once_or_twice(one, two, std::abs(one) + 1e-12)) wrong += "channel " + std::to_string(c) + "; ";
      }
    }
    CHECK(wrong == "");
  }
}
