#include "solvers/backward_problem.hpp"

#include <cvodes/cvodes.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/errors.hpp"
#include "solvers/cvode_settings.hpp"

namespace raffinate::solvers {

BackwardProblem::BackwardProblem(RecordedPeriod& period, EvaluatedSystem& system, StateJacobian& jacobian,
                                 const DynamicOptions& options, const std::vector<double>& largest)
    : period_(period), system_(system), jacobian_(jacobian), options_(options), largest_(largest), transposed_(jacobian) {}

void BackwardProblem::go_back(double t_from, double t_to, Adjoints& adjoints) {
  const bool first = !adjoints_;
  if (first) {
    adjoints_ = make_vector(adjoints.by_unknowns.size() * system_.states(), period_.context());
    integrals_ = make_vector(adjoints.by_unknowns.size() * system_.parameters(), period_.context());
  }
  read(adjoints);
  jacobian_known_ = false;
  first ? create(t_from, adjoints) : restart(t_from);
  const int flag = CVodeB(period_.memory(), t_to, CV_NORMAL);
  collect();
  if (flag < 0) {
    const std::string cause = system_.system().last_failure();
    throw base::RunError(fmt::format("the adjoint integration stopped between t = {:.6g} h and {:.6g} h (code {}){}{}",
                                     t_from / 3600.0, t_to / 3600.0, flag, cause.empty() ? "" : "; ", cause));
  }
  hand_out(adjoints);
}

void BackwardProblem::create(double t, const Adjoints& adjoints) {
  void* memory = period_.memory();
  check(CVodeCreateB(memory, CV_BDF, &which_), "CVodeCreateB");
  check(CVodeInitB(memory, which_, rhs, t, adjoints_.get()), "CVodeInitB");
  check(CVodeSetUserDataB(memory, which_, this), "CVodeSetUserDataB");
  // An adjoint matters as far as it changes the result when the state changes by all it has.
  constexpr double small = 1e-3, no_matter = 1e100;
  Vector tolerance(N_VClone(adjoints_.get()));
  double* absolute = N_VGetArrayPointer(tolerance.get());
  for (const double size : adjoints.sizes)
    for (std::size_t i = 0; i < system_.states(); ++i)
      *absolute++ = largest_[i] > 0 ? small * options_.relative_tolerance * size / largest_[i] : no_matter;
  check(CVodeSVtolerancesB(memory, which_, options_.relative_tolerance, tolerance.get()), "CVodeSVtolerancesB");
  void* backward = CVodeGetAdjCVodeBmem(memory, which_);
  linear_ = transposed_.make(
      [backward] {
        double gamma = 0.0;
        CVodeGetCurrentGamma(backward, &gamma);
        return gamma;
      },
      period_.context());
  check(CVodeSetLinearSolverB(memory, which_, linear_.get(), nullptr), "CVodeSetLinearSolverB");
  // A solve is exact: one is never left out for a small right-hand side.
  constexpr double always = 1e-12;
  check(CVodeSetEpsLin(backward, always), "CVodeSetEpsLin");
  check(CVodeSetMaxNumStepsB(memory, which_, options_.max_steps), "CVodeSetMaxNumStepsB");
  create_integrals();
}

// As `add_integrals` for what runs forwards.
void BackwardProblem::create_integrals() {
  if (system_.parameters() == 0) return;
  void* memory = period_.memory();
  check(CVodeQuadInitB(memory, which_, integrands, integrals_.get()), "CVodeQuadInitB");
  check(CVodeSetQuadErrConB(memory, which_, SUNTRUE), "CVodeSetQuadErrConB");
  check(CVodeQuadSStolerancesB(memory, which_, 0.0, no_tolerance), "CVodeQuadSStolerancesB");
}

void BackwardProblem::restart(double t) {
  check(CVodeReInitB(period_.memory(), which_, t, adjoints_.get()), "CVodeReInitB");
  if (system_.parameters() > 0) check(CVodeQuadReInitB(period_.memory(), which_, integrals_.get()), "CVodeQuadReInitB");
}

void BackwardProblem::read(const Adjoints& adjoints) {
  double *state = N_VGetArrayPointer(adjoints_.get()), *parameter = N_VGetArrayPointer(integrals_.get());
  by_integrals_.clear();
  for (std::size_t r = 0; r < adjoints.by_unknowns.size(); ++r) {
    const auto& by = adjoints.by_unknowns[r];
    const auto first_integral = by.begin() + static_cast<long>(system_.states());
    state = std::copy(by.begin(), first_integral, state);
    by_integrals_.emplace_back(first_integral, by.end());
    parameter = std::copy(adjoints.by_parameters[r].begin(), adjoints.by_parameters[r].end(), parameter);
  }
  forcing_.assign(by_integrals_.size(), std::vector<double>(system_.states()));
}

void BackwardProblem::hand_out(Adjoints& adjoints) {
  double t = 0.0;
  check(CVodeGetB(period_.memory(), which_, &t, adjoints_.get()), "CVodeGetB");
  if (system_.parameters() > 0) check(CVodeGetQuadB(period_.memory(), which_, &t, integrals_.get()), "CVodeGetQuadB");
  const double *state = N_VGetArrayPointer(adjoints_.get()), *parameter = N_VGetArrayPointer(integrals_.get());
  for (std::size_t r = 0; r < adjoints.by_unknowns.size(); ++r) {
    std::copy_n(state + r * system_.states(), system_.states(), adjoints.by_unknowns[r].begin());
    std::copy_n(parameter + r * system_.parameters(), system_.parameters(), adjoints.by_parameters[r].begin());
  }
}

void BackwardProblem::collect() {
  void* backward = CVodeGetAdjCVodeBmem(period_.memory(), which_);
  long steps = 0, failures = 0;
  CVodeGetNumSteps(backward, &steps);
  CVodeGetNumErrTestFails(backward, &failures);
  statistics_.steps += steps;
  statistics_.error_test_failures += failures;
}

bool BackwardProblem::find_jacobian(double t, N_Vector x) {
  if (jacobian_known_ && jacobian_at_ == t) return true;
  period_.interrupt();
  jacobian_known_ = false;
  transposed_.renewed();
  if (!jacobian_.evaluate(t, N_VGetArrayPointer(x))) return false;
  ++statistics_.jacobian_evaluations;
  for (std::size_t r = 0; r < forcing_.size(); ++r) jacobian_.multiply_integrals_transposed(by_integrals_[r], forcing_[r]);
  jacobian_known_ = true;
  jacobian_at_ = t;
  return true;
}

int BackwardProblem::rhs(double t, N_Vector x, N_Vector l, N_Vector dl, void* user) {
  auto& self = *static_cast<BackwardProblem*>(user);
  if (!self.find_jacobian(t, x)) return 1;
  const std::size_t states = self.system_.states();
  for (std::size_t r = 0; r < self.forcing_.size(); ++r) {
    const std::span<double> from(N_VGetArrayPointer(l) + r * states, states), to(N_VGetArrayPointer(dl) + r * states, states);
    self.jacobian_.multiply_transposed(from, to);
    for (std::size_t i = 0; i < states; ++i) to[i] = -(to[i] + self.forcing_[r][i]);
  }
  return 0;
}

int BackwardProblem::integrands(double t, N_Vector x, N_Vector l, N_Vector result, void* user) {
  auto& self = *static_cast<BackwardProblem*>(user);
  self.period_.interrupt();
  if (!self.system_.find_slopes(t, x)) return 1;
  const double* by_states = N_VGetArrayPointer(l);
  double* rate = N_VGetArrayPointer(result);
  for (const auto& by_integrals : self.by_integrals_) {
    for (std::size_t k = 0; k < self.system_.parameters(); ++k) {
      const auto& slopes = self.system_.slopes(k);
      const auto first_integral = slopes.begin() + static_cast<long>(self.system_.states());
      const double sum = std::inner_product(slopes.begin(), first_integral, by_states, 0.0);
      *rate++ = -std::inner_product(by_integrals.begin(), by_integrals.end(), first_integral, sum);
    }
    by_states += self.system_.states();
  }
  return 0;
}

}  // namespace raffinate::solvers
