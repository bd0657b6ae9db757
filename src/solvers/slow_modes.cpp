#include "solvers/slow_modes.hpp"

// GCC sees in Spectra's eigenvectors a vector that is freed and used, on a path where it takes two sizes for different that are the
// same (UpperHessenbergEigen, inlined with Eigen's storage). The warning appears in the headers, at optimisation, so a scope does not do.
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC diagnostic ignored "-Wuse-after-free"
#endif

#include <Spectra/GenEigsRealShiftSolver.h>
#include <Spectra/GenEigsSolver.h>

#include <algorithm>
#include <array>
#include <cmath>

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

/// y = (s I + J)(s I - J)^-1 x = -x - 2 s (J - s I)^-1 x: its eigenvalues (s + e)/(s - e) lie outside the unit circle
/// exactly where those of J, e, have a positive real part (Cayley's transform). States are measured in their sizes, so
/// that a joule does not count as much as a mole.
class CayleyTransform {
 public:
  using Scalar = double;

  CayleyTransform(StateJacobian& jacobian, std::span<const double> inverse_sizes, double shift)
      : inverse_(jacobian), weights_(inverse_sizes), unscaled_(inverse_sizes.size()), shift_(shift) {
    inverse_.set_shift(shift);
  }
  [[nodiscard]] Eigen::Index rows() const { return inverse_.rows(); }
  [[nodiscard]] Eigen::Index cols() const { return inverse_.cols(); }
  void perform_op(const double* x, double* y) const {
    for (std::size_t i = 0; i < weights_.size(); ++i) unscaled_[i] = x[i] / weights_[i];
    inverse_.perform_op(unscaled_.data(), y);
    for (std::size_t i = 0; i < weights_.size(); ++i) y[i] = -x[i] - 2.0 * shift_ * weights_[i] * y[i];
  }
  [[nodiscard]] std::complex<double> original(std::complex<double> value) const { return shift_ * (value - 1.0) / (value + 1.0); }

 private:
  ShiftedInverse inverse_;
  std::span<const double> weights_;
  mutable std::vector<double> unscaled_;
  double shift_;
};

/// Those of about the size of the shift: what is much slower or faster lies close to 1 and -1 and is lost in round-off.
std::vector<std::complex<double>> growing_modes_near(StateJacobian& jacobian, std::span<const double> inverse_sizes, double shift) {
  constexpr int wanted = 4, most_restarts = 10;
  constexpr double decade = 10.0, noticeable = 1e-3;  // real part of a mode, of its size
  const int size = jacobian.states();
  CayleyTransform transform(jacobian, inverse_sizes, shift);
  Spectra::GenEigsSolver<CayleyTransform> solver(transform, std::min(wanted, size - 2), std::min(size, 24));
  solver.init();
  solver.compute(Spectra::SortRule::LargestMagn, most_restarts, 1e-6);
  std::vector<std::complex<double>> modes;
  const auto values = solver.eigenvalues();
  for (const auto& value : values) {
    const auto mode = transform.original(value);
    const bool near = std::abs(std::log10(std::abs(mode) / shift)) < std::log10(decade);
    if (near && mode.real() > noticeable * std::abs(mode)) modes.push_back(mode);
  }
  return modes;
}

}  // namespace

std::vector<std::complex<double>> growing_modes(StateJacobian& jacobian, std::span<const double> inverse_sizes) {
  constexpr std::array shifts{1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};  // [1/s]
  if (jacobian.states() < 3) return {};
  std::vector<std::complex<double>> all;
  for (const double shift : shifts)
    for (const auto& mode : growing_modes_near(jacobian, inverse_sizes, shift)) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const auto& m) { return std::abs(m - mode) < 1e-2 * std::abs(m); });
      if (!known) all.push_back(mode);
    }
  return all;
}

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
  std::erase_if(modes, [still = conserved](const auto& mode) { return std::abs(mode) < still; });
  std::sort(modes.begin(), modes.end(), [](const auto& a, const auto& b) { return std::abs(a) < std::abs(b); });
  return modes;
}

}  // namespace raffinate::solvers
