#pragma once
#include <memory>
#include <string>
#include <vector>

#include "config/schema.hpp"
#include "unitops/build_context.hpp"
#include "unitops/unit_block.hpp"

namespace raffinate::unitops {

/// One entry of the unit catalogue: what `describe`, the YAML reader, the generic examination and the
/// reference pages need to know of a type of unit operation.
struct UnitDefinition {
  std::string name;     ///< as written after `type:`
  std::string summary;
  std::vector<config::FieldInfo> fields;
  std::string example;  ///< YAML map with every required key at its example
  /// Reads the unit's map and builds it. Null after adding problems.
  std::unique_ptr<UnitBlock> (*make)(const config::Node& node, const BuildContext& context);
};

/// All unit operations, generated from src/unitops/CMakeLists.txt.
std::vector<UnitDefinition> unit_catalogue();

/// The catalogue entry for a unit class with `Inputs`, `static Schema<Inputs> schema()` and a
/// constructor taking (const Inputs&, const BuildContext&).
template <class Unit>
UnitDefinition define_unit() {
  const auto schema = Unit::schema();
  return {schema.name(), schema.help(), schema.fields(), schema.example_text(),
          [](const config::Node& node, const BuildContext& context) -> std::unique_ptr<UnitBlock> {
            const std::size_t before = context.problems().size();
            const auto inputs = Unit::schema().read(node, context.problems(), {"type"});
            if (context.problems().size() > before) return nullptr;
            auto unit = std::make_unique<UnitOf<Unit>>(inputs, context);
            if (context.problems().size() > before) return nullptr;
            return unit;
          }};
}

}  // namespace raffinate::unitops
