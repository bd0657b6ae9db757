#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "aqueous/dense_lu.hpp"
#include "aqueous/kernels.hpp"

using namespace raffinate::aqueous;

namespace {

/// Numbers without a pattern between -1 and 1.
double arbitrary(std::size_t i) { return std::sin(1.0 + static_cast<double>(i * i)); }

std::vector<double> arbitrary_rows(std::size_t rows, std::size_t columns) {
  std::vector<double> a(rows * padded(columns), 0.0);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) a[i * padded(columns) + j] = arbitrary(i * columns + j);
  return a;
}

}  // namespace

TEST_CASE("exponentials are those of the library to two units in the last place", "[aqueous]") {
  std::vector<double> x;
  for (double value = -708; value < 709; value += 0.0137) x.push_back(value);
  std::vector<double> to(x.size());
  kernels.exponentials(x.data(), 709, to.data(), x.size());
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) worst = std::max(worst, std::abs(to[i] / std::exp(x[i]) - 1));
  CHECK(worst <= 2 * std::numeric_limits<double>::epsilon());
}

TEST_CASE("exponentials stay finite beyond their limits and pass on what is not a number", "[aqueous]") {
  const double x[] = {-INFINITY, -1e4, 1e4, INFINITY, NAN};
  double to[5];
  kernels.exponentials(x, 150, to, 5);
  CHECK(to[0] > 0);
  CHECK(to[0] < 1e-307);
  CHECK(to[1] == to[0]);
  CHECK(to[2] == Approx(std::exp(150.0)).epsilon(1e-14));
  CHECK(to[3] == to[2]);
  CHECK(std::isnan(to[4]));
}

TEST_CASE("products of padded matrices are the sums that define them, for every width", "[aqueous]") {
  constexpr std::size_t rows = 5;
  for (std::size_t columns = 1; columns <= 37; ++columns) {
    INFO(columns << " columns");
    const std::size_t stride = padded(columns);
    const auto a = arbitrary_rows(rows, columns), x = arbitrary_rows(1, columns), y = arbitrary_rows(1, rows);
    const Entry entries[] = {{3, 0.5}, {0, -2.0}, {4, 1.5}};
    std::vector<double> product(rows), transposed(stride, 1.0), outer = a, sum(stride, 1.0);
    kernels.multiply(a.data(), rows, stride, x.data(), product.data());
    kernels.add_transposed(a.data(), rows, stride, y.data(), transposed.data());
    kernels.add_outer(y.data(), x.data(), outer.data(), rows, stride);
    kernels.add_rows(entries, entries + 3, a.data(), stride, sum.data());
    for (std::size_t i = 0; i < rows; ++i) {
      double expected = 0;
      for (std::size_t j = 0; j < columns; ++j) {
        expected += a[i * stride + j] * x[j];
        CHECK(outer[i * stride + j] == Approx(a[i * stride + j] + y[i] * x[j]).margin(1e-15));
      }
      CHECK(product[i] == Approx(expected).margin(1e-14));
    }
    for (std::size_t j = 0; j < columns; ++j) {
      double expected = 1;
      for (std::size_t i = 0; i < rows; ++i) expected += y[i] * a[i * stride + j];
      CHECK(transposed[j] == Approx(expected).margin(1e-14));
      CHECK(sum[j] == Approx(1 + 0.5 * a[3 * stride + j] - 2 * a[j] + 1.5 * a[4 * stride + j]).margin(1e-14));
    }
  }
}

TEST_CASE("substitution solves for many right-hand sides at once, for every width", "[aqueous]") {
  constexpr std::size_t n = 7, stride = padded(n);
  const auto a = arbitrary_rows(n, n);
  auto factors = a;
  int pivots[n];
  REQUIRE(factor(factors.data(), n, stride, pivots));
  for (std::size_t columns = 1; columns <= 37; ++columns) {
    INFO(columns << " columns");
    const auto b = arbitrary_rows(n, columns);
    auto x = b;
    kernels.substitute(factors.data(), n, stride, pivots, x.data(), padded(columns));
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < columns; ++j) {
        double product = 0;
        for (std::size_t k = 0; k < n; ++k) product += a[i * stride + k] * x[k * padded(columns) + j];
        CHECK(product == Approx(b[i * padded(columns) + j]).margin(1e-12));
      }
  }
}
