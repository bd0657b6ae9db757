#pragma once

#include <string>
#include <vector>

namespace raffinate::speciation {

/// A mineral or gas of a database, whatever solution it may be in.
struct PhaseData {
  std::vector<std::string> tokens;  ///< components that it consists of, besides water
  double molar_mass = 0;            ///< [kg/mol]
};

}  // namespace raffinate::speciation
