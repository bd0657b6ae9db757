#pragma once
#include <span>
#include <variant>
#include <vector>

#include "reactions/size_grid.hpp"

namespace raffinate::reactions {

/// Rosin-Rammler: share finer than L is 1 - exp(-(L/size)^spread).
struct RosinRammler {
  double size;    ///< 63.2 % of the mass is finer [m]
  double spread;  ///< n; larger is narrower

  /// The distribution of the given spread of which 80 % is finer than `p80` [m].
  [[nodiscard]] static RosinRammler from_p80(double p80, double spread);
};

/// Log-normal by mass: ln L is normal about ln(median) with deviation `ln_deviation`.
struct LogNormal {
  double median;        ///< half the mass is finer [m]
  double ln_deviation;  ///< standard deviation of ln L
};

/// Mass shares per class as measured, finest class first; any positive sum.
struct MassShares {
  std::vector<double> shares;
};

using SizeDistribution = std::variant<RosinRammler, LogNormal, MassShares>;

/// Mass share of each class, summing to one. The finest class takes all that is finer and the
/// coarsest all that is coarser than the grid. Throws std::invalid_argument on nonsense.
[[nodiscard]] std::vector<double> class_shares(const SizeDistribution& distribution,
                                               const SizeGrid& grid);

/// Size [m] that the mass share `passing` (0..1) of the population is finer than: P80 is
/// passing_size(grid, amount, 0.8). Logarithmic between the edges, linear inside the finest class;
/// zero for an empty population.
[[nodiscard]] double passing_size(const SizeGrid& grid, std::span<const double> amount,
                                  double passing);

/// Sauter mean size D32 [m] = mass / sum(mass/L); zero for an empty population.
[[nodiscard]] double sauter_mean(const SizeGrid& grid, std::span<const double> amount);

/// Share of the mass in the coarsest class: above a few per cent the grid ends too early.
[[nodiscard]] double coarsest_share(std::span<const double> amount);

}  // namespace raffinate::reactions
