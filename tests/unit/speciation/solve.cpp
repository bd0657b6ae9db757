#include "solve.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "speciation/build.hpp"
#include "speciation/solver_pool.hpp"
#include "unit/phreeqc/small_database.hpp"

using namespace raffinate;
using namespace raffinate::speciation;

namespace solve {

namespace {

std::shared_ptr<const thermo::Database> project() {
  static const auto database =
      std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  return database;
}

Result with(const DataSource& source, const Solution& solution) {
  SolverPool pool([&source](std::span<const std::string> tokens) { return source.chemistry(tokens); },
                  [&source](const std::string& mineral) { return source.phase(mineral).tokens; });
  return pool.solve(solution);
}

ThermoChoice of_brine(ThermoChoice choice) {
  choice.database = RAFFINATE_TEST_DATA "/speciation/alkaline_brine.dat";
  return choice;
}

/// The entry that has this text, which must be there.
template <class Entry>
const Entry& named(const std::vector<Entry>& entries, std::string Entry::*text, const std::string& name) {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.*text == name; });
  if (at == entries.end()) throw std::out_of_range("no " + name);
  return *at;
}

}  // namespace

Result with_project(const Solution& solution, const ThermoChoice& choice) {
  return with(DataSource(project(), choice), solution);
}

Result with_brine(const Solution& solution, const ThermoChoice& choice) {
  return with(DataSource(nullptr, of_brine(choice)), solution);
}

Result with_brine_and_project(const Solution& solution) {
  return with(DataSource(project(), of_brine({})), solution);
}

Result with_small(const Solution& solution, const std::string& lines) {
  const auto database = load_with(lines);
  ThermoChoice choice;
  choice.activity = "ideal";
  const auto chemistry = [&](std::span<const std::string> tokens) {
    Chemistry made = make_chemistry(database, tokens, choice);
    made.project = project();
    return made;
  };
  SolverPool pool(chemistry, [&](const std::string& mineral) { return phase_data(database, mineral).tokens; });
  return pool.solve(solution);
}

std::string refusal(const Solution& solution, const ThermoChoice& choice) {
  try {
    const Result result = with_project(solution, choice);
    return result.converged ? "not refused" : result.refusal;
  } catch (const base::InputError& error) {
    return error.what();
  }
}

const SpeciesResult* species(const Result& result, const std::string& name) {
  const auto at =
      std::find_if(result.species.begin(), result.species.end(), [&](const auto& s) { return s.name == name; });
  return at == result.species.end() ? nullptr : &*at;
}

double molality(const Result& result, const std::string& name) {
  return named(result.species, &SpeciesResult::name, name).molality;
}

double index(const Result& result, const std::string& name) {
  return named(result.phases, &PhaseResult::name, name).saturation_index;
}

double total(const Result& result, const std::string& token) {
  return named(result.totals, &TotalResult::token, token).amount;
}

}  // namespace solve
