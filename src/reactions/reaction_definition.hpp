#pragma once
#include <string>
#include <vector>

#include "base/problems.hpp"
#include "config/node.hpp"
#include "thermo/database.hpp"

namespace raffinate::reactions {

/// A reaction with its rate as read from data: balanced, its rate law still a piece of YAML.
struct ReactionDefinition {
  std::string name;
  std::string equation;             ///< as written
  std::vector<thermo::Term> terms;  ///< components with signed coefficients, reactants negative
  config::Node rate;                ///< the `rate:` map, with its `law`
  thermo::Source source;
  base::Location where;
};

/// Reads "CoWO4 + 2 OH- = Co(OH)2 + WO4-2" into signed terms. Secondary species (OH-) are replaced by
/// the components they form from. Adds a problem for unknown species and for what does not balance.
std::vector<thermo::Term> parse_equation(const config::Node& equation,
                                         const thermo::Database& database,
                                         base::Problems& problems);

}  // namespace raffinate::reactions
