#include "aqueous/activity_model.hpp"

namespace raffinate::aqueous {

std::vector<FeatureTerm> common_features(const std::vector<double>& charges) {
  std::vector<FeatureTerm> terms;
  for (int i = 0; i < static_cast<int>(charges.size()); ++i) {
    const double z = charges[static_cast<std::size_t>(i)];
    if (z != 0) terms.push_back({ionic_strength_feature, i, 0.5 * z * z});
    terms.push_back({total_molality_feature, i, 1});
  }
  return terms;
}

}  // namespace raffinate::aqueous
