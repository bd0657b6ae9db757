#include "aqueous/log_k_table.hpp"

#include <algorithm>
#include <cmath>

#include "aqueous/kernels.hpp"
#include "aqueous/solvent.hpp"

namespace raffinate::aqueous {

void LogKTable::add(const thermo::LogK& k) {
  std::array<double, terms> row{};
  if (k.analytic) {
    const auto& a = *k.analytic;
    row = {ln10 * a[0], ln10 * a[1], ln10 * a[2], a[3], ln10 * a[4], ln10 * a[5]};
  } else {
    const double ratio = k.delta_h / thermo::gas_constant;
    row[0] = ln10 * k.at_298 + ratio / thermo::reference_temperature;
    row[2] = -ratio;
  }
  rows_.push_back(row);
}

void LogKTable::finish() {
  const std::size_t stride = padded(rows_.size());
  by_term_.assign(terms * stride, 0.0);
  for (std::size_t i = 0; i < rows_.size(); ++i)
    for (std::size_t k = 0; k < terms; ++k) by_term_[k * stride + i] = rows_[i][k];
}

void LogKTable::evaluate(double T, double* ln_k, double* slope) const noexcept {
  const double inverse = 1 / T, square = inverse * inverse;
  const double functions[terms] = {1, T, inverse, std::log(T), square, T * T};
  const double slopes[terms] = {0, 1, -square, inverse, -2 * square * inverse, 2 * T};
  const std::size_t stride = padded(rows_.size());
  std::fill_n(ln_k, stride, 0.0);
  std::fill_n(slope, stride, 0.0);
  kernels.add_transposed(by_term_.data(), terms, stride, functions, ln_k);
  kernels.add_transposed(by_term_.data(), terms, stride, slopes, slope);
}

}  // namespace raffinate::aqueous
