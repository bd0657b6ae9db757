#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "studies/sensitivity.hpp"

namespace raffinate::studies {

namespace {

using Json = nlohmann::ordered_json;

/// Unit of a difference: kelvins for every scale of temperature that has them.
std::string difference_unit(const std::string& unit) {
  const bool celsius = unit == "degC" || unit == "°C" || unit == "celsius";
  return celsius ? "K" : unit;
}

std::string unit_of(const SensitivityTable::Result& result, const SensitivityTable::Input& input) {
  const std::string above = result.unit.empty() ? "1" : result.unit, below = difference_unit(input.unit);
  return below.empty() ? (above == "1" ? "" : above) : fmt::format("{} / ({})", above, below);
}

std::string method_in_words(const SensitivityTable& table) {
  return table.method == "adjoint" ? "adjoint, every result followed back to all inputs"
                                   : "forward, every input followed to all results";
}

}  // namespace

std::string to_text(const SensitivityTable& table) {
  std::string text;
  for (std::size_t k = 0; k < table.inputs.size(); ++k) {
    const auto& input = table.inputs[k];
    text += fmt::format("{}to {} = {:.6g} {}\n", k > 0 ? "\n" : "", input.path, input.value, input.unit);
    std::size_t width = 0;
    for (const auto& result : table.results) width = std::max(width, result.name.size());
    text += fmt::format("  {:<{}}  {:>22}  {:>14}  {:>11}\n", "", width, "value", "derivative", "elasticity");
    for (std::size_t i = 0; i < table.results.size(); ++i) {
      const auto& result = table.results[i];
      const std::size_t at = table.place(i, k);
      text += fmt::format("  {:<{}}  {:>22}  {:>14.6g}  {:>11.5f}  {}\n", result.name, width,
                          fmt::format("{:.6g} {}", result.value, result.unit), table.derivative[at],
                          table.elasticity[at], unit_of(result, input));
    }
  }
  return text + "\n" + table.basis + "\n" + fmt::format("Method: {}.\n", method_in_words(table));
}

std::string to_json(const SensitivityTable& table) {
  Json json;
  json["at"] = table.at;
  json["method"] = table.method;
  json["basis"] = table.basis;
  json["sensitivities"] = Json::array();
  for (std::size_t i = 0; i < table.results.size(); ++i)
    for (std::size_t k = 0; k < table.inputs.size(); ++k) {
      const auto& result = table.results[i];
      const auto& input = table.inputs[k];
      json["sensitivities"].push_back({{"of", result.name},
                                       {"value", result.value},
                                       {"unit", result.unit},
                                       {"to", input.path},
                                       {"input", {{"value", input.value}, {"unit", input.unit}}},
                                       {"derivative", table.derivative[table.place(i, k)]},
                                       {"derivative_unit", unit_of(result, input)},
                                       {"elasticity", table.elasticity[table.place(i, k)]}});
    }
  json["effort"] = {{"steps", table.statistics.steps},
                    {"right_hand_sides", table.statistics.rhs_evaluations},
                    {"jacobians", table.statistics.jacobian_evaluations}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace raffinate::studies
