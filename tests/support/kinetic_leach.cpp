#include "support/kinetic_leach.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "solvers/dynamic_solver.hpp"
#include "speciation/data_source.hpp"

namespace raffinate::test {

namespace {

speciation::Chemistry chemistry(const LeachCase& leach) {
  speciation::ThermoChoice choice;
  choice.database = RAFFINATE_TEST_DATA "/leach/" + leach.database;
  std::vector<std::string> tokens;
  for (const auto& [token, amount] : leach.totals) tokens.push_back(token);
  return speciation::DataSource(nullptr, choice).chemistry(tokens);
}

/// The proton closes the charge of a batch.
aqueous::Conditions batch(std::size_t masters, aqueous::WaterBasis water) {
  aqueous::Conditions conditions(aqueous::Energy::at_temperature);
  conditions.water = water;
  conditions.masters.resize(masters);
  conditions.masters.front().given = aqueous::Given::charge;
  return conditions;
}

/// Water [mol] of a solution with one kilogram of free water, bound water included.
double total_water(const aqueous::Definition& definition, const std::vector<double>& inputs) {
  const aqueous::Equilibrium equilibrium(definition, batch(definition.masters.size(), aqueous::WaterBasis::free));
  auto cache = equilibrium.make_cache();
  if (!equilibrium.solve(inputs, cache).converged) throw std::runtime_error("the first solution has no equilibrium");
  double water = aqueous::water_molality;
  const auto outputs = equilibrium.outputs(cache);
  for (std::size_t s = 0; s < definition.secondaries.size(); ++s)
    water += definition.secondaries[s].water *
             outputs[static_cast<std::size_t>(
                 equilibrium.molality_output(static_cast<int>(definition.masters.size() + s)))];
  return water;
}

numerics::Sparsity dense(int size) {
  numerics::Sparsity pattern;
  pattern.size = size;
  for (int column = 0; column <= size; ++column) pattern.column_start.push_back(column * size);
  for (int column = 0; column < size; ++column)
    for (int row = 0; row < size; ++row) pattern.row.push_back(row);
  return pattern;
}

}  // namespace

KineticLeach::KineticLeach(const LeachCase& leach)
    : leach_(leach), pattern_(dense(static_cast<int>(leach.solids.size()))), scale_(leach.solids.size(), 1.0) {
  const auto chemistry = test::chemistry(leach);
  const auto masters = chemistry.definition.masters.size();
  equilibrium_ = std::make_unique<const aqueous::Equilibrium>(chemistry.definition,
                                                              batch(masters, aqueous::WaterBasis::total));
  cache_ = equilibrium_->make_cache();
  start_.assign(static_cast<std::size_t>(equilibrium_->input_count()), 0.0);
  for (const auto& [token, amount] : leach.totals)
    start_[static_cast<std::size_t>(chemistry.find(token)->master)] = amount;
  const auto water = static_cast<std::size_t>(equilibrium_->water_input());
  start_[water] = aqueous::water_molality;
  start_[static_cast<std::size_t>(equilibrium_->heat_capacity_input())] = 1;
  start_[static_cast<std::size_t>(equilibrium_->energy_input())] = leach.temperature;
  start_[water] = total_water(chemistry.definition, start_);
  for (const LeachedSolid& solid : leach.solids) {
    std::vector<std::pair<int, double>> released{{equilibrium_->water_input(), solid.water}};
    for (const auto& [master, moles] : solid.dissolves_to)
      released.emplace_back(equilibrium_->species_index(master), moles);
    released_.push_back(std::move(released));
  }
  if (!leach.driver.empty()) driver_ = equilibrium_->species_index(leach.driver);
  driving_.assign(start_.size(), 0.0);
  for (const auto& [token, weight] : leach.driving_amounts)
    driving_[static_cast<std::size_t>(chemistry.find(token)->master)] = weight;
}

std::string KineticLeach::state_name(int index) const {
  return leach_.solids[static_cast<std::size_t>(index)].name;
}

double KineticLeach::amount(int solid, double s) const {
  return s > 0 ? leach_.solids[static_cast<std::size_t>(solid)].m0 * s * s * s : 0;
}

bool KineticLeach::speciate(const double* s) {
  inputs_ = start_;
  for (int i = 0; i < size(); ++i) {
    const double dissolved = leach_.solids[static_cast<std::size_t>(i)].m0 - amount(i, s[i]);
    for (const auto& [input, moles] : released_[static_cast<std::size_t>(i)])
      inputs_[static_cast<std::size_t>(input)] += moles * dissolved;
  }
  return equilibrium_->solve(inputs_, cache_).converged;
}

double KineticLeach::ln_drive() const {
  if (driver_ >= 0)
    return equilibrium_->outputs(cache_)[static_cast<std::size_t>(aqueous::Equilibrium::ln_activity_output(driver_))];
  return std::log(std::inner_product(driving_.begin(), driving_.end(), inputs_.begin(), 0.0));
}

double KineticLeach::ln_drive_by(int input) {
  const auto i = static_cast<std::size_t>(input);
  if (driver_ < 0) return driving_[i] / std::exp(ln_drive());
  const auto row = static_cast<std::size_t>(aqueous::Equilibrium::ln_activity_output(driver_));
  return equilibrium_->sensitivities(cache_)[row * start_.size() + i];
}

bool KineticLeach::rhs(double, const double* s, double* ds) {
  if (!speciate(s)) return false;
  const double ln_a = ln_drive();
  for (int i = 0; i < size(); ++i) {
    const LeachedSolid& solid = leach_.solids[static_cast<std::size_t>(i)];
    ds[i] = -solid.k / (3 * solid.m0) * std::exp(solid.order * ln_a);
  }
  return true;
}

bool KineticLeach::jacobian(double t, const double* s, double* values) {
  std::vector<double> rates(static_cast<std::size_t>(size()));
  if (!rhs(t, s, rates.data())) return false;
  for (int column = 0; column < size(); ++column) {
    const double m0 = leach_.solids[static_cast<std::size_t>(column)].m0;
    const double dissolved_by_s = s[column] > 0 ? -3 * m0 * s[column] * s[column] : 0;
    double ln_a_by_s = 0;
    for (const auto& [input, moles] : released_[static_cast<std::size_t>(column)])
      ln_a_by_s += ln_drive_by(input) * moles * dissolved_by_s;
    for (int row = 0; row < size(); ++row)
      values[column * size() + row] =
          rates[static_cast<std::size_t>(row)] * leach_.solids[static_cast<std::size_t>(row)].order * ln_a_by_s;
  }
  return true;
}

std::vector<std::vector<double>> KineticLeach::run(const std::vector<double>& times, double tolerance) {
  solvers::DynamicOptions options;
  options.relative_tolerance = tolerance;
  solvers::DynamicSolver solver(*this, options);
  cache_.reset();
  solver.start(0, std::vector<double>(leach_.solids.size(), 1.0));
  std::vector<std::vector<double>> rows;
  for (const double t : times) {
    solver.advance(t, times.back());
    rows.emplace_back();
    for (int i = 0; i < size(); ++i) rows.back().push_back(amount(i, solver.state()[static_cast<std::size_t>(i)]));
  }
  return rows;
}

}  // namespace raffinate::test
