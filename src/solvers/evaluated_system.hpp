#pragma once
#include <nvector/nvector_serial.h>

#include <vector>

#include "numerics/equation_system.hpp"
#include "numerics/parameter_dependence.hpp"

namespace raffinate::solvers {

/// A system and its parameters where they were last evaluated: CVODES asks for the same place several times.
class EvaluatedSystem {
 public:
  EvaluatedSystem(numerics::EquationSystem& system, numerics::ParameterDependence& parameters);

  /// At time t [s] and states x. False: there are no values.
  [[nodiscard]] bool find_rates(double t, N_Vector x);
  [[nodiscard]] bool find_jacobian(double t, N_Vector x);
  [[nodiscard]] bool find_slopes(double t, N_Vector x);
  /// Where rates jump without a change of t and x.
  void forget();

  [[nodiscard]] numerics::EquationSystem& system() { return system_; }
  [[nodiscard]] std::size_t size() const { return rates_.size(); }
  [[nodiscard]] std::size_t states() const { return states_; }
  [[nodiscard]] std::size_t parameters() const { return slopes_.size(); }
  /// Of all unknowns, found last; the Jacobian in the order of the pattern, slopes of the rates by a parameter.
  [[nodiscard]] const std::vector<double>& rates() const { return rates_; }
  [[nodiscard]] const std::vector<double>& jacobian() const { return jacobian_; }
  [[nodiscard]] const std::vector<double>& slopes(std::size_t parameter) const { return slopes_[parameter]; }

 private:
  struct Place {
    [[nodiscard]] bool is(double time, N_Vector x) const;
    void set(double time, N_Vector x);
    bool known = false;
    double t = 0;
    std::vector<double> at;
  };

  numerics::EquationSystem& system_;
  numerics::ParameterDependence& parameters_;
  std::size_t states_;
  Place rates_at_, jacobian_at_, slopes_at_;
  std::vector<double> rates_, jacobian_;
  std::vector<std::vector<double>> slopes_;
};

}  // namespace raffinate::solvers
