#pragma once

#include <array>
#include <vector>

namespace raffinate::aqueous {

/// J(x)/x^2 with its first two derivatives to u = ln x.
struct MixingValue {
  double value = 0, first = 0, second = 0;
};

/// The integral of unsymmetrical electrostatic mixing, K. S. Pitzer, J. Solution Chem. 4 (1975) 249, equation 46:
///   J(x) = x/4 - 1 + (1/x) int_0^inf [1 - exp(-q)] y^2 dy,   q = (x/y) exp(-y)
/// J/x^2 is smooth in ln x, so it is tabulated there by polynomials between Chebyshev points, from quadrature of
///   J(x) = (1/x) int_0^inf [1 - q + q^2/2 - exp(-q)] y^2 dy
/// which is the same, less the terms that cancel for small x. Relative error below 1e-11 for x of 6e-6 to 1e6;
/// beyond, J/x^2 goes on linearly in ln x, as its limit for small x does.
class MixingIntegral {
 public:
  MixingIntegral();

  /// At u = ln x.
  [[nodiscard]] MixingValue at(double u) const noexcept;
  /// J(x) by quadrature, as exact as said above.
  [[nodiscard]] static double by_quadrature(double x);

 private:
  static constexpr int degree = 8;
  std::vector<std::array<double, degree + 1>> pieces_;
};

/// The table, made at the first call.
[[nodiscard]] const MixingIntegral& mixing_integral();

}  // namespace raffinate::aqueous
