#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/location.hpp"
#include "unitops/build_context.hpp"
#include "unitops/unit_block.hpp"

namespace raffinate::model {

/// What happens to a stream that leaves the plant.
enum class Destination { unit, product, residue, effluent, emission, bleed };

/// One unit operation of a plant, by name.
struct PlantUnit {
  std::string name;
  std::string type;
  base::Location where;
  std::unique_ptr<unitops::UnitBlock> block;
};

/// A stream from an outlet to an inlet or out of the plant. Ports are indices among the unit's
/// outlets (from) and inlets (to).
struct PlantStream {
  std::string name;
  base::Location where;
  int from_unit = 0;
  int from_outlet = 0;
  Destination destination = Destination::unit;
  int to_unit = -1;
  int to_inlet = -1;
};

/// Units and connections, checked but not yet compiled.
struct Plant {
  std::shared_ptr<const unitops::BuildContext> context;  ///< outlives the units that refer to it
  std::vector<PlantUnit> units;
  std::vector<PlantStream> streams;
};

}  // namespace raffinate::model
