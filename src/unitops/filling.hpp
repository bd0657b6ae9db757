#pragma once
#include <string>
#include <vector>

#include "unitops/material.hpp"

namespace raffinate::unitops {

/// The wet contents of a vessel at the start.
class Filling {
 public:
  /// Adds a problem if it has no water: the liquid needs some to have a temperature.
  Filling(const Material& material, const BuildContext& context, const std::string& where);

  [[nodiscard]] EntrySet present() const { return entries_present(per_kilogram_, *components_); }
  /// Fills a vessel with a volume [m3] or mass [kg].
  void put_volume(double volume, const Vessel& vessel, double* x) const;
  void put_mass(double mass, const Vessel& vessel, double* x) const;

 private:
  static void report_dryness(const Material& material, const BuildContext& context, const std::string& where);

  const ComponentList* components_;
  std::vector<double> per_kilogram_;  // by entry
};

}  // namespace raffinate::unitops
