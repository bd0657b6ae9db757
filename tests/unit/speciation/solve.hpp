#pragma once

#include <string>

#include "speciation/data_source.hpp"
#include "speciation/solution.hpp"
#include "speciation/speciator.hpp"

/// Solves a solution with one of the databases of the tests.
namespace solve {

/// The project's own data.
[[nodiscard]] raffinate::speciation::Result with_project(const raffinate::speciation::Solution& solution,
                                                         const raffinate::speciation::ThermoChoice& choice = {});

/// Sodium brines in Pitzer's model, tests/data/speciation/alkaline_brine.dat.
[[nodiscard]] raffinate::speciation::Result with_brine(const raffinate::speciation::Solution& solution,
                                                       const raffinate::speciation::ThermoChoice& choice = {});

/// The same with densities and enthalpies from the project's data.
[[nodiscard]] raffinate::speciation::Result with_brine_and_project(const raffinate::speciation::Solution& solution);

/// The small database of the tests of the format (round constants) with these lines after it, activities ideal.
[[nodiscard]] raffinate::speciation::Result with_small(const raffinate::speciation::Solution& solution,
                                                       const std::string& lines = "");

/// What a user sees of the solution: the refusal of the input or of the result.
[[nodiscard]] std::string refusal(const raffinate::speciation::Solution& solution,
                                  const raffinate::speciation::ThermoChoice& choice = {});

/// The species of that name, or null.
[[nodiscard]] const raffinate::speciation::SpeciesResult* species(const raffinate::speciation::Result& result,
                                                                  const std::string& name);

/// Molality of a species that must be there [mol/kg].
[[nodiscard]] double molality(const raffinate::speciation::Result& result, const std::string& name);

/// Saturation index of a phase that must be there.
[[nodiscard]] double index(const raffinate::speciation::Result& result, const std::string& name);

/// Total of a component that must be there [mol/kg].
[[nodiscard]] double total(const raffinate::speciation::Result& result, const std::string& token);

}  // namespace solve
