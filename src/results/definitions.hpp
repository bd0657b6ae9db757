#pragma once
#include <limits>

/// Words of docs/glossary.md as formulas, in this one place. Every amount of one formula has the same unit;
/// a ratio whose basis is zero is not a number.
namespace raffinate::results::definitions {

inline double ratio(double part, double whole) {
  return whole != 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
}

/// In product over new feed; recycled amounts count on neither side.
inline double recovery(double in_product, double new_feed) { return ratio(in_product, new_feed); }

/// In product over everything that left: recovery corrected for what the plant took up or gave back.
inline double recovery_of_leaving(double in_product, double new_feed, double accumulated) {
  return ratio(in_product, new_feed - accumulated);
}

/// Dissolved from the solids over fed with the solids.
inline double extraction(double solids_in, double solids_out) { return ratio(solids_in - solids_out, solids_in); }

/// Reacted over fed.
inline double conversion(double fed, double left) { return ratio(fed - left, fed); }

/// Formed as wanted over the most that what was fed can form.
inline double yield(double formed, double most) { return ratio(formed, most); }

/// Reacted to what is wanted over all that reacted.
inline double selectivity(double wanted, double reacted) { return ratio(wanted, reacted); }

/// Main mineral over total mass, moisture included.
inline double purity(double main_mineral, double total) { return ratio(main_mineral, total); }

/// Liquid over total mass.
inline double moisture(double liquid, double total) { return ratio(liquid, total); }

/// Element over total mass, moisture included.
inline double assay(double element, double total) { return ratio(element, total); }

/// Solids over slurry, by mass.
inline double pulp_density(double solids, double liquid) { return ratio(solids, solids + liquid); }

/// Liquid over solids, by mass.
inline double liquid_to_solid(double liquid, double solids) { return ratio(liquid, solids); }

/// Reagent per scrap fed, by mass.
inline double consumption(double reagent, double scrap) { return ratio(reagent, scrap); }

}  // namespace raffinate::results::definitions
