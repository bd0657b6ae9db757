#pragma once
#include <string>

#include "base/location.hpp"

namespace raffinate::unitops {

/// Something about the input that can be but hardly is meant. It stops nothing; `check` prints it, and the audit of a run
/// reports it.
struct Doubt {
  base::Location where;
  std::string path;        ///< of the value, "caustic.material.composition.NaOH"
  std::string message;
  double value = 0, limit = 0;
  bool implausible = true;  ///< else worth knowing only
};

}  // namespace raffinate::unitops
