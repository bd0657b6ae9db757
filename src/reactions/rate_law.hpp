#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "config/schema_base.hpp"
#include "reactions/kinetics.hpp"
#include "reactions/reaction_definition.hpp"

namespace raffinate::reactions {

/// One entry of the catalogue of rate laws.
struct RateLawDefinition {
  std::string name;
  std::string help;
  std::vector<config::FieldInfo> fields;
  /// Reads the `rate:` map and binds the law to a vessel. Null after adding problems.
  std::unique_ptr<RateLaw> (*make)(const ReactionDefinition& reaction, const Binding& binding,
                                   base::Problems& problems);
};

/// All rate laws, generated from src/reactions/CMakeLists.txt.
std::vector<RateLawDefinition> rate_law_catalogue();

/// The catalogue entry for a law class with `Inputs`, `schema()` and a constructor taking
/// (Inputs, ReactionDefinition, Binding, Problems).
template <class Law>
RateLawDefinition define_rate_law() {
  const auto schema = Law::schema();
  return {schema.name(), schema.help(), schema.fields(),
          [](const ReactionDefinition& reaction, const Binding& binding,
             base::Problems& problems) -> std::unique_ptr<RateLaw> {
            const std::size_t before = problems.size();
            const auto inputs = Law::schema().read(reaction.rate, problems, {"law"});
            if (problems.size() > before) return nullptr;
            Law law(inputs, reaction, binding, problems);
            if (problems.size() > before) return nullptr;
            return std::make_unique<RateLawOf<Law>>(std::move(law));
          }};
}

}  // namespace raffinate::reactions
