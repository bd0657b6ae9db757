#pragma once
#include <vector>

namespace raffinate::reactions {

/// How an amount is spread inside one size class; lengths are relative to the grid's largest edge.
///
/// Inside a class the amount per length is M(L) = L^p [a + b (ln L - centre)], where `a` is the
/// class mean, so the amount is kept for every slope `b`. All integrals are worked out once.
struct ClassShape {
  double value_per_amount;   ///< a = value_per_amount * amount
  double centre;             ///< weighted mean of ln L, where the profile equals `a`
  double face_power;         ///< L^p at the edge the particles leave through; 0: none leave
  double face_offset;        ///< ln(that edge) - centre
  double exchange_of_value;  ///< integral of 3 M/L per unit `a`
  double exchange_of_slope;  ///< integral of 3 M/L per unit `b`
  double to_coarser;         ///< 1 / (centre of the next coarser class - centre)
  double bound_coarser;      ///< distance to the next centre over distance to the upper edge
  double bound_finer;        ///< distance to the previous centre over distance to the lower edge
};

/// Size classes of a particle population: edges L_0 < L_1 < ... < L_n [m], finest class first.
///
/// Class 0 holds everything finer than L_1 down to nothing, the last class everything coarser than
/// L_(n-1); so no particle is ever off the grid.
class SizeGrid {
 public:
  /// Edges with a constant ratio; `smallest` and `largest` [m].
  [[nodiscard]] static SizeGrid geometric(double smallest, double largest, int classes);
  /// Edges with a constant spacing; `smallest` (may be zero) and `largest` [m].
  [[nodiscard]] static SizeGrid linear(double smallest, double largest, int classes);

  [[nodiscard]] int size() const { return static_cast<int>(edges_.size()) - 1; }
  /// Lower edge of a class [m]; the finest class reaches further, to zero.
  [[nodiscard]] double lower(int i) const { return edges_[static_cast<std::size_t>(i)]; }
  /// Upper edge of a class [m].
  [[nodiscard]] double upper(int i) const { return edges_[static_cast<std::size_t>(i) + 1]; }
  /// Representative size [m]: the geometric mean of the edges, half the upper edge for class 0.
  [[nodiscard]] double mean(int i) const;
  /// Mean of L^3 over the particles of a class [m3], equally many of each size: the number of
  /// particles is amount / (amount_per_cube * mean_cube).
  [[nodiscard]] double mean_cube(int i) const;
  /// Largest edge [m].
  [[nodiscard]] double largest() const { return edges_.back(); }

  /// Profiles used while particles shrink, one per class.
  [[nodiscard]] const std::vector<ClassShape>& shrinking() const { return shrinking_; }
  /// Profiles used while particles grow, one per class.
  [[nodiscard]] const std::vector<ClassShape>& growing() const { return growing_; }

 private:
  explicit SizeGrid(std::vector<double> edges);

  std::vector<double> edges_;
  std::vector<ClassShape> shrinking_;
  std::vector<ClassShape> growing_;
};

}  // namespace raffinate::reactions
