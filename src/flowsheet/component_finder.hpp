#pragma once
#include <set>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "reactions/library.hpp"

namespace raffinate::flowsheet {

/// The components a plant needs: everything that its compositions name, and everything that the
/// reactions of its units can make of it. In the order of the database: liquids, solids, gases.
std::vector<std::string> find_components(const config::Node& units, const thermo::Database& database,
                                         const reactions::Library& library);

}  // namespace raffinate::flowsheet
