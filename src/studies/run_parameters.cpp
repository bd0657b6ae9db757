#include "studies/run_parameters.hpp"

namespace raffinate::studies {

RunParameters::RunParameters(const flowsheet::Flowsheet& sheet, const std::vector<std::string>& paths,
                             const model::Model& model)
    : unknowns_(static_cast<std::size_t>(model.unknown_count())) {
  for (const auto& path : paths) parameters_.emplace_back(sheet, path, model);
}

double RunParameters::size(int parameter) const { return parameters_[static_cast<std::size_t>(parameter)].size(); }

bool RunParameters::rate_slopes(int parameter, double t, const double* x, double* slopes) {
  return parameters_[static_cast<std::size_t>(parameter)].rate_slopes(t, period_start_, {x, unknowns_}, {slopes, unknowns_},
                                                                      plant_);
}

std::vector<std::vector<double>> RunParameters::initial_slopes() const {
  std::vector<std::vector<double>> slopes;
  for (const auto& p : parameters_) slopes.push_back(p.initial_slopes());
  return slopes;
}

}  // namespace raffinate::studies
