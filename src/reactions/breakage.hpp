#pragma once
#include <vector>

#include "reactions/size_grid.hpp"

namespace raffinate::reactions {

/// Material and mill constants of the selection and breakage functions (Austin, Klimpel, Luckie).
struct BreakageParameters {
  double rate;                   ///< a: selection at the reference size [1/s]
  double reference_size;         ///< size at which `rate` is given [m]
  double selection_exponent;     ///< alpha
  double ineffective_size;       ///< mu: size the media are too small to break [m]
  double ineffective_exponent;   ///< Lambda
  double fines_fraction;         ///< phi, share of the fine part of the fragments, 0..1
  double fines_exponent;         ///< gamma
  double coarse_exponent;        ///< beta
};

/// First-order breakage in a perfectly mixed mill: d m_i/dt = -S_i m_i + sum_j b_ij S_j m_j.
class Breakage {
 public:
  Breakage(const SizeGrid& grid, const BreakageParameters& parameters);

  /// Selection of a class [1/s]; zero for the finest.
  [[nodiscard]] double selection(int i) const { return selection_[static_cast<std::size_t>(i)]; }
  /// Share of the fragments of class `from` that falls into class `to`; sums to one over `to`.
  [[nodiscard]] double fragments(int to, int from) const {
    return fragments_[static_cast<std::size_t>(from * size_ + to)];
  }

  /// Adds to `rate` [mol/s] the change of the `amount` [mol] per class at full mill power.
  template <class S>
  void rates(const S* amount, S* rate) const {
    rates(amount, S(1.0), rate);
  }

  /// As above with every selection multiplied by `intensity` [-], e.g. power over design power.
  template <class S>
  void rates(const S* amount, const S& intensity, S* rate) const {
    for (int from = 1; from < size_; ++from) {
      const S broken = amount[from] * intensity * selection(from);
      rate[from] -= broken;
      for (int to = 0; to < from; ++to) rate[to] += broken * fragments(to, from);
    }
  }

 private:
  int size_;
  std::vector<double> selection_;
  std::vector<double> fragments_;
};

}  // namespace raffinate::reactions
