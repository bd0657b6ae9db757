#pragma once
#include <string>
#include <vector>

#include "unitops/definition.hpp"

namespace raffinate::examination {

/// One way in which a unit operation is examined: its inputs and what it is fed with.
struct Subject {
  std::string title;      ///< "thickener: alkaline, reacting"
  unitops::UnitDefinition definition;
  std::string inputs;     ///< YAML lines, keys of the unit
  std::string material;   ///< YAML map, fed to every inlet that is not named below
  std::string sizes;      ///< YAML map of the `sizes:` section
};

/// Every unit operation of the catalogue from its schema's example with a typical mixture, then with
/// reactions and temperature control where its schema has them, then with what `options` adds.
std::vector<Subject> all_subjects();

/// A plant around the subject, as a flowsheet: a feed at every inlet, every outlet leaves the plant, and
/// a tank for each signal that its inputs read. The unit is called "subject".
std::string flowsheet_of(const Subject& subject);

}  // namespace raffinate::examination
