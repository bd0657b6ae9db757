#pragma once
#include <memory>
#include <string>
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "results/report.hpp"
#include "studies/steady_finder.hpp"

namespace raffinate::studies {

/// A plant at rest.
struct SteadyPlant {
  static constexpr double day = 86400.0;  ///< length of the window of its report [s]

  std::shared_ptr<const model::Model> model;
  std::unique_ptr<SteadyFinder> finder;  ///< has the values and the Jacobian at the state
  SteadyState state;

  /// The unknowns a day later: nothing but the ledger has changed.
  [[nodiscard]] std::vector<double> a_day_later() const;
  /// The numbers of its report.
  [[nodiscard]] std::vector<results::ReportNumber> numbers() const;
  /// A number of the report, "recovery.W", or a channel, "leach_1.pH". Throws base::InputError at `where` if there is none.
  [[nodiscard]] results::ReportNumber number(const std::string& name, const base::Location& where) const;
};

/// Lets a plant come to rest: from `near`, a state of nearly the same plant, if that has the same unknowns, else from
/// its filling.
[[nodiscard]] SteadyPlant come_to_rest(model::Plant plant, const SteadyFinder::Progress& progress,
                                       const std::vector<double>* near = nullptr);

}  // namespace raffinate::studies
