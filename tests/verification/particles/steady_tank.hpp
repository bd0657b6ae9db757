#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "numerics/dual.hpp"

namespace particles_test {

using raffinate::numerics::Dual;
using Amounts = std::vector<double>;

/// Adds what happens inside the tank to `rate`, per class.
using Process = std::function<void(const Dual* amount, Dual* rate)>;

/// Solves a x = b by Gaussian elimination with partial pivoting; `a` row by row.
inline Amounts solve_linear(std::vector<Amounts> a, Amounts b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

/// Change of the holdup and its Jacobian: feed - amount/residence + process.
inline std::pair<Amounts, std::vector<Amounts>> balance(const Amounts& feed, double residence,
                                                        const Process& process,
                                                        const Amounts& amount) {
  const std::size_t n = feed.size();
  Amounts value(n);
  std::vector<Amounts> jacobian(n, Amounts(n));
  for (std::size_t first = 0; first < n; first += Dual::width) {
    std::vector<Dual> unknown(amount.begin(), amount.end());
    const std::size_t last = std::min(n, first + Dual::width);
    for (std::size_t j = first; j < last; ++j) unknown[j].d[j - first] = 1.0;
    std::vector<Dual> rate(n);
    for (std::size_t i = 0; i < n; ++i) rate[i] = feed[i] - unknown[i] * (1.0 / residence);
    process(unknown.data(), rate.data());
    for (std::size_t i = 0; i < n; ++i) {
      value[i] = rate[i].v;
      for (std::size_t j = first; j < last; ++j) jacobian[i][j] = rate[i].d[j - first];
    }
  }
  return {value, jacobian};
}

/// Steady holdup per class of a well-mixed tank, by implicit Euler steps that grow into Newton's.
inline Amounts steady_holdup(const Amounts& feed, double residence, const Process& process) {
  const std::size_t n = feed.size();
  Amounts amount = feed;
  for (double& a : amount) a *= residence;
  double step = 0.1 * residence;
  for (int iteration = 0; iteration < 500; ++iteration, step *= 1.5) {
    auto [value, jacobian] = balance(feed, residence, process, amount);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        jacobian[i][j] = (i == j ? 1.0 / step : 0.0) - jacobian[i][j];
    const Amounts change = solve_linear(std::move(jacobian), std::move(value));
    double largest_change = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      amount[i] += change[i];
      largest_change = std::max(largest_change, std::abs(change[i]));
      largest = std::max(largest, std::abs(amount[i]));
    }
    if (step > 1e3 * residence && largest_change < 1e-12 * largest) return amount;
  }
  throw std::runtime_error("the tank does not settle");
}

inline double sum(const Amounts& amounts) {
  double total = 0.0;
  for (const double a : amounts) total += a;
  return total;
}

/// Integral of `f` over [a, b] by the trapezoidal rule with `intervals` intervals.
template <class Function>
double integrate(const Function& f, double a, double b, int intervals) {
  const double h = (b - a) / intervals;
  double total = 0.5 * (f(a) + f(b));
  for (int i = 1; i < intervals; ++i) total += f(a + h * i);
  return total * h;
}

}  // namespace particles_test
