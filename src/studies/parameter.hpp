#pragma once
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "flowsheet/flowsheet.hpp"
#include "model/workspace.hpp"
#include "studies/flowsheet_number.hpp"

namespace raffinate::studies {

/// A number of a flowsheet that a plant is differentiated by: "units.leach_1.heating.setpoint".
///
/// The plant is read and compiled again with the number a little larger and a little smaller (1e-5 of it; of a kelvin
/// scale for temperatures; on one side only where the other is not allowed). Derivatives are differences between
/// these plants at the same unknowns. Chemistry is solved to round-off, so they are good to some 1e-8 of what they
/// are made of. docs/methods/sensitivities.md
class Parameter {
 public:
  /// `path` as for --set; the number must stand in `sheet` or its overrides. `model` is the plant compiled from
  /// `sheet`, whose own plant is not used.
  /// Throws base::InputError if there is no such number, or if it changes what the plant consists of.
  Parameter(const flowsheet::Flowsheet& sheet, const std::string& path, const model::Model& model);

  [[nodiscard]] const std::string& path() const { return number_.path; }
  [[nodiscard]] double value() const { return number_.si; }                 ///< [coherent SI]
  [[nodiscard]] double written_value() const { return number_.written; }    ///< in `unit`
  [[nodiscard]] const std::string& unit() const { return number_.unit; }    ///< as written: "degC", "m3"; "" for a plain number
  [[nodiscard]] double si_per_unit() const { return number_.si_per_unit; }  ///< of a difference: 1 for degC
  /// How far it may change before it is a quite different one [coherent SI].
  [[nodiscard]] double size() const { return value() != 0 ? std::abs(value()) : si_per_unit(); }

  /// Derivatives of all rates by the parameter [rate per coherent SI] at time t [s] and unknowns x: of the states,
  /// then of the ledger, whose rates are flows and energy terms. False: a plant could not be evaluated there.
  /// `near` is the plant itself, evaluated there or close by: speciations start from its solutions.
  bool rate_slopes(double t, double period_start, std::span<const double> x, std::span<double> slopes,
                   const model::Workspace* near = nullptr);

  /// Derivatives of the unknowns at t = 0.
  [[nodiscard]] std::vector<double> initial_slopes() const;

 private:
  /// A plant with another value, and its part in the difference [1/SI].
  struct Variant {
    std::shared_ptr<const model::Model> model;
    std::unique_ptr<model::Workspace> workspace;
    double weight;
  };
  [[nodiscard]] std::shared_ptr<const model::Model> compile(const flowsheet::Flowsheet& sheet, double change) const;
  void make_variants(const flowsheet::Flowsheet& sheet, const model::Model& model);

  FlowsheetNumber number_;
  double step_ = 0;  ///< [SI]
  std::vector<Variant> variants_;
  std::vector<double> rates_;
};

}  // namespace raffinate::studies
