#include "solvers/slow_modes.hpp"

#include <Spectra/GenEigsRealShiftSolver.h>

#include <algorithm>

namespace raffinate::solvers {

namespace {

/// y = (J - s I)^-1 x, as Spectra wants it.
class ShiftedInverse {
 public:
  using Scalar = double;

  explicit ShiftedInverse(StateJacobian& jacobian) : jacobian_(jacobian) {}
  [[nodiscard]] Eigen::Index rows() const { return jacobian_.states(); }
  [[nodiscard]] Eigen::Index cols() const { return jacobian_.states(); }
  void set_shift(double shift) { found_ = jacobian_.factorise(shift); }
  void perform_op(const double* x, double* y) const {
    std::copy_n(x, rows(), y);
    if (found_) jacobian_.solve({y, static_cast<std::size_t>(rows())});
  }

 private:
  StateJacobian& jacobian_;
  bool found_ = false;
};

}  // namespace

std::vector<std::complex<double>> slow_modes(StateJacobian& jacobian, int count) {
  // Conserved quantities have eigenvalues of zero, which round-off spreads when there are several of them.
  constexpr double shift = 3e-9, conserved = 1e-8;  // [1/s]
  constexpr int most_restarts = 100;
  const int size = jacobian.states();
  const int wanted = std::min(count, size - 2);
  if (wanted < 1) return {};
  ShiftedInverse inverse(jacobian);
  Spectra::GenEigsRealShiftSolver<ShiftedInverse> solver(inverse, wanted, std::min(size, 3 * wanted + 10), shift);
  solver.init();
  solver.compute(Spectra::SortRule::LargestMagn, most_restarts, 1e-6);
  if (solver.info() != Spectra::CompInfo::Successful) return {};
  const auto values = solver.eigenvalues();
  std::vector<std::complex<double>> modes(values.data(), values.data() + values.size());
  std::erase_if(modes, [](const auto& mode) { return std::abs(mode) < conserved; });
  std::sort(modes.begin(), modes.end(), [](const auto& a, const auto& b) { return std::abs(a) < std::abs(b); });
  return modes;
}

}  // namespace raffinate::solvers
