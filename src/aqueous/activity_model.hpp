#pragma once

#include <string_view>
#include <vector>

#include "aqueous/solvent.hpp"

namespace raffinate::aqueous {

/// Where an activity model is known to hold.
struct ActivityRange {
  double ionic_strength = 0;      ///< largest [mol/kg]
  double t_min = 0, t_max = 1e9;  ///< [K]
};

/// One entry of the matrix C in features = C m.
struct FeatureTerm {
  int feature = 0;
  int species = 0;
  double weight = 0;
};

/// Features every model starts with.
enum CommonFeature : int {
  ionic_strength_feature = 0,  ///< I = 1/2 sum z_i^2 m_i
  total_molality_feature = 1,  ///< M = sum m_i
  common_feature_count = 2
};

/// Storage for activities, filled by a model. Species count n, feature count p.
struct ActivityValues {
  double* ln_gamma = nullptr;  ///< n
  double ln_water = 0;         ///< ln a_w
};
struct ActivityDerivatives {
  double* gamma_by_feature = nullptr;  ///< d ln gamma_i / d feature_k, row-major n x p
  double* gamma_by_T = nullptr;        ///< n [1/K]
  double* water_by_feature = nullptr;  ///< p
  double water_by_T = 0;               ///< [1/K]
};

/// Activity coefficients on the molal scale as functions of a few linear sums of molalities.
///
/// Every model depends on the composition only through features, phi = C m (ionic strength, sums
/// over ions of one size, ...). That is what keeps the system a speciation solves small: features
/// are its unknowns, not all molalities. A model without such sums takes C = 1.
class ActivityModel {
 public:
  virtual ~ActivityModel() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual int species_count() const = 0;
  [[nodiscard]] virtual int feature_count() const = 0;
  [[nodiscard]] virtual const std::vector<FeatureTerm>& feature_terms() const = 0;
  [[nodiscard]] virtual ActivityRange range() const = 0;

  /// Length of the block below.
  [[nodiscard]] virtual int block_size() const { return solvent_constant_count; }
  /// Fills the block with what depends on T [K] only: slopes, coefficients, their derivatives to T.
  /// The block belongs to the caller, since a model is shared by threads; it may also hold working
  /// space of the model. Here: the slopes of water.
  virtual void set_temperature(double T, double* block) const noexcept { store(solvent_at(T), block); }

  /// Both need the block of set_temperature. `features` has feature_count values.
  virtual void evaluate(const double* features, double* block, ActivityValues& out) const noexcept = 0;
  virtual void differentiate(const double* features, double* block, ActivityDerivatives& out) const noexcept = 0;

  /// Whether the model has a coefficient for these two ions of unlike sign. Models without pairwise
  /// coefficients need none.
  [[nodiscard]] virtual bool has_coefficient(int /*first*/, int /*second*/) const { return true; }

  /// True where the model is used beyond its data: I [mol/kg], T [K].
  [[nodiscard]] bool out_of_range(double I, double T) const {
    const ActivityRange r = range();
    return I > r.ionic_strength || T < r.t_min || T > r.t_max;
  }
};

/// The terms of ionic strength and total molality for species of the given charges.
[[nodiscard]] std::vector<FeatureTerm> common_features(const std::vector<double>& charges);

}  // namespace raffinate::aqueous
