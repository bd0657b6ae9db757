#include "solvers/recorded_period.hpp"

#include <cvodes/cvodes.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/errors.hpp"
#include "solvers/cvode_settings.hpp"

namespace raffinate::solvers {

RecordedPeriod::RecordedPeriod(EvaluatedSystem& system, const DynamicOptions& options, long steps_kept, double t,
                               std::span<const double> x, double t_end)
    : system_(system),
      options_(options),
      steps_kept_(steps_kept),
      start_(t),
      context_(make_context()),
      state_(make_vector(system.states(), context_.get())),
      integrals_(make_vector(system.size() - system.states(), context_.get())),
      error_weight_(system.system().absolute_scale().first(system.states()), options.relative_tolerance,
                    options.absolute_factor),
      newton_(system.system().pattern(), state_.get(), context_.get()),
      unknowns_(x.begin(), x.end()) {
  std::copy_n(x.begin(), system.states(), N_VGetArrayPointer(state_.get()));
  std::copy(x.begin() + static_cast<long>(system.states()), x.end(), N_VGetArrayPointer(integrals_.get()));
  create(t_end);
}

RecordedPeriod::~RecordedPeriod() { CVodeFree(&memory_); }

void RecordedPeriod::create(double t_end) {
  memory_ = CVodeCreate(CV_BDF, context_.get());
  check(CVodeInit(memory_, rhs, start_, state_.get()), "CVodeInit");
  check(CVodeSetUserData(memory_, this), "CVodeSetUserData");
  const auto weigh = [](N_Vector x, N_Vector w, void* user) {
    static_cast<RecordedPeriod*>(user)->error_weight_.write(x, w);
    return 0;
  };
  check(CVodeWFtolerances(memory_, weigh), "CVodeWFtolerances");
  newton_.attach(memory_, newton_matrix);
  set_limits(memory_, options_);
  be_patient(memory_);
  be_exact(memory_);
  // What CVODES looks at to choose a first step would be left out in a repetition. From any small one it takes up to 1e4
  // times as large a second one.
  constexpr double first_step = 1e-7;  // of the period
  check(CVodeSetInitStep(memory_, options_.first_step > 0 ? options_.first_step : first_step * (t_end - start_)),
        "CVodeSetInitStep");
  check(CVodeSetStopTime(memory_, t_end), "CVodeSetStopTime");
  add_integrals(memory_, integrands, integrals_);
  check(CVodeAdjInit(memory_, steps_kept_, CV_HERMITE), "CVodeAdjInit");
}

// CVODES repeats the steps between two checkpoints and has room for as many as there were. Speciations start from the last
// solution, so that a repetition would differ in the last digits, and then in the number of steps: they start afresh at
// every checkpoint, both times. False: it went on beyond the next checkpoint all the same.
bool RecordedPeriod::make_reproducible() {
  long steps = 0;
  CVodeGetNumSteps(memory_, &steps);
  if (steps % steps_kept_ != 0 || steps == fresh_at_) return true;
  if (repeats_ && fresh_at_ >= 0) return false;
  fresh_at_ = steps;
  system_.forget();
  system_.system().forget();
  return true;
}

void RecordedPeriod::interrupt() {
  repeats_ = true;
  fresh_at_ = -1;
}

int RecordedPeriod::rhs(double t, N_Vector x, N_Vector dx, void* user) {
  auto& self = *static_cast<RecordedPeriod*>(user);
  constexpr int recoverable = 1, final = -1;
  if (!self.make_reproducible()) return final;
  if (!self.system_.find_rates(t, x)) return recoverable;
  std::copy_n(self.system_.rates().begin(), self.system_.states(), N_VGetArrayPointer(dx));
  return 0;
}

int RecordedPeriod::integrands(double t, N_Vector x, N_Vector result, void* user) {
  auto& system = static_cast<RecordedPeriod*>(user)->system_;
  if (!system.find_rates(t, x)) return 1;
  std::copy(system.rates().begin() + static_cast<long>(system.states()), system.rates().end(), N_VGetArrayPointer(result));
  return 0;
}

int RecordedPeriod::newton_matrix(double t, N_Vector x, N_Vector, SUNMatrix m, int reuse, int* renewed, double gamma,
                                  void* user, N_Vector, N_Vector, N_Vector) {
  auto& self = *static_cast<RecordedPeriod*>(user);
  if (reuse == 0 && !self.system_.find_jacobian(t, x)) return 1;
  *renewed = reuse == 0 ? 1 : 0;
  self.newton_.renew(self.system_.jacobian(), gamma, m);
  return 0;
}

void RecordedPeriod::advance(double t_out) {
  double t = 0.0;
  int checkpoints = 0;
  const int flag = CVodeF(memory_, t_out, state_.get(), &t, CV_NORMAL, &checkpoints);
  if (flag < 0) fail(flag, t);
  check(CVodeGetQuad(memory_, &t, integrals_.get()), "CVodeGetQuad");
  std::copy_n(N_VGetArrayPointer(state_.get()), system_.states(), unknowns_.begin());
  std::copy_n(N_VGetArrayPointer(integrals_.get()), system_.size() - system_.states(),
              unknowns_.begin() + static_cast<long>(system_.states()));
  collect();
}

void RecordedPeriod::collect() {
  CVodeGetNumSteps(memory_, &statistics_.steps);
  CVodeGetNumJacEvals(memory_, &statistics_.jacobian_evaluations);
  CVodeGetNumRhsEvals(memory_, &statistics_.rhs_evaluations);
  CVodeGetNumErrTestFails(memory_, &statistics_.error_test_failures);
}

void RecordedPeriod::fail(int flag, double t) const {
  const std::string cause = system_.system().last_failure();
  throw base::RunError(fmt::format("the integration stopped at t = {:.6g} h (code {}){}{}", t / 3600.0, flag,
                                   cause.empty() ? "" : "; ", cause));
}

}  // namespace raffinate::solvers
