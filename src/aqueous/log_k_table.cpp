#include "aqueous/log_k_table.hpp"

#include <cmath>

#include "aqueous/solvent.hpp"

namespace raffinate::aqueous {

void LogKTable::add(const thermo::LogK& k) {
  Row row{};
  if (k.analytic) {
    const auto& a = *k.analytic;
    row = {{ln10 * a[0], ln10 * a[1], ln10 * a[2], a[3], ln10 * a[4], ln10 * a[5]}};
  } else {
    const double ratio = k.delta_h / thermo::gas_constant;
    row.c[0] = ln10 * k.at_298 + ratio / thermo::reference_temperature;
    row.c[2] = -ratio;
  }
  rows_.push_back(row);
}

void LogKTable::evaluate(double T, double* ln_k, double* slope) const noexcept {
  const double inverse = 1 / T, square = inverse * inverse, ln_T = std::log(T), T2 = T * T;
  const double cube = square * inverse;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double* c = rows_[i].c;
    ln_k[i] = c[0] + c[1] * T + c[2] * inverse + c[3] * ln_T + c[4] * square + c[5] * T2;
    slope[i] = c[1] - c[2] * square + c[3] * inverse - 2 * c[4] * cube + 2 * c[5] * T;
  }
}

}  // namespace raffinate::aqueous
