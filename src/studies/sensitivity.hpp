#pragma once
#include <string>
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "results/report.hpp"
#include "solvers/dynamic_solver.hpp"
#include "studies/simulate.hpp"

namespace raffinate::studies {

/// How derivatives are carried through time, or through the equations of a steady state.
enum class SensitivityMethod {
  automatic,  ///< the cheaper one for as many results and inputs
  forward,    ///< how all unknowns change, input by input
  adjoint,    ///< how all unknowns matter, result by result, backwards in time
};

/// What is differentiated, and by what.
struct SensitivityRequest {
  std::vector<std::string> of;  ///< numbers of the report, "recovery.W"; empty: recoveries, products, purities
  std::vector<std::string> to;  ///< numbers of the flowsheet, "units.leach_1.volume"
  results::ReportOptions report;
  SensitivityMethod method = SensitivityMethod::automatic;
};

/// Derivatives of results by inputs.
struct SensitivityTable {
  struct Result {
    std::string name;
    double value = 0;
    std::string unit;
  };
  struct Input {
    std::string path;
    double value = 0;           ///< as written, in `unit`
    double si_value = 0;
    std::string unit;
  };
  std::string at;               ///< "run" or "steady"
  std::string method;           ///< "forward" or "adjoint"
  std::string basis;            ///< what the results are, in words
  std::vector<Result> results;
  std::vector<Input> inputs;
  std::vector<double> derivative;  ///< by result, then input [unit of the result per unit of the input]
  std::vector<double> elasticity;  ///< (p/r) dr/dp, absolute temperatures for p; NaN where r is 0
  solvers::DynamicStatistics statistics;

  [[nodiscard]] std::size_t place(std::size_t result, std::size_t input) const { return result * inputs.size() + input; }
};

/// The same at the steady state, by the implicit-function theorem: J dx/dp = -df/dp, or with the transposed J.
/// Throws base::RunError if there is no steady state.
[[nodiscard]] SensitivityTable steady_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request);

/// Sensitivities of a run from its initial filling (docs/methods/sensitivities.md).
/// Throws base::InputError for names that do not exist, base::RunError if the integration fails.
[[nodiscard]] SensitivityTable run_sensitivities(flowsheet::Flowsheet sheet, const SensitivityRequest& request,
                                                 const Progress& progress);

/// As a table for a terminal, and as JSON.
[[nodiscard]] std::string to_text(const SensitivityTable& table);
[[nodiscard]] std::string to_json(const SensitivityTable& table);

}  // namespace raffinate::studies
