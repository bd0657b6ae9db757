#pragma once

#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aqueous/conditions.hpp"
#include "aqueous/definition.hpp"
#include "aqueous/network.hpp"
#include "aqueous/padding.hpp"

namespace raffinate::aqueous {

/// How a solve went.
struct Status {
  bool converged = false;
  int iterations = 0;
  int worst_equation = -1;  ///< the least satisfied one, see Equilibrium::equation_name; -1: bad inputs
  /// Of a failure: the share of the activity coefficients' logarithms up to which a solution was followed from the
  /// ideal one, and its ionic strength [mol/kg]; negative when there was not even an ideal one.
  double followed_to = -1, followed_ionic_strength = 0;
};

/// Speciation of one liquid, per kilogram of free water and in logarithms of molality, to round-off.
///
/// Inputs, in order: total amount of each master [mol] (H+ = proton excess, any sign), total water [mol],
/// heat capacity [J/K], and sensible heat [J] or temperature [K]. Totals count the masters and water
/// bound in secondary species. With sensible heat Q the temperature solves
///   Q = C (T - 298.15 K) + kg_w sum_s m_s dH_s.
/// Where `Conditions` fix a master by charge, activity or saturation, its input is that instead of the total.
/// Outputs: T [K], ionic strength [mol/kg], ln a_w, ln a_i of every species, m_i [mol/kg] of every
/// species, and the fraction of the water that is free.
class Equilibrium {
 public:
  struct Cache;

  /// Throws std::invalid_argument where definition and conditions do not fit together.
  explicit Equilibrium(Definition definition, Conditions conditions = {});

  [[nodiscard]] int input_count() const { return network_.masters + 3; }
  [[nodiscard]] int output_count() const { return first_species_output + 2 * network_.species + 1; }
  [[nodiscard]] int species_count() const { return network_.species; }
  [[nodiscard]] int master_count() const { return network_.masters; }
  /// Index among all species, masters first; -1 if absent.
  [[nodiscard]] int species_index(std::string_view name) const;
  [[nodiscard]] const std::string& species_name(int species) const;

  [[nodiscard]] int water_input() const { return network_.masters; }
  [[nodiscard]] int heat_capacity_input() const { return network_.masters + 1; }
  /// Sensible heat, or temperature when that is given.
  [[nodiscard]] int energy_input() const { return network_.masters + 2; }
  [[nodiscard]] static int temperature_output() { return 0; }
  [[nodiscard]] static int ionic_strength_output() { return 1; }
  [[nodiscard]] static int ln_water_output() { return 2; }
  [[nodiscard]] static int ln_activity_output(int species) { return first_species_output + species; }
  [[nodiscard]] int molality_output(int species) const {
    return first_species_output + network_.species + species;
  }
  [[nodiscard]] int free_water_output() const { return first_species_output + 2 * network_.species; }

  [[nodiscard]] Cache make_cache() const;

  /// Solves for the inputs, starting from the cache's last solution. Inputs equal to the last ones
  /// return at once. On failure the outputs and the starting point of the next solve stay the last solution's.
  Status solve(std::span<const double> inputs, Cache& cache) const noexcept;
  /// Values at the last solution.
  [[nodiscard]] std::span<const double> outputs(const Cache& cache) const noexcept;
  /// d output / d input at the last solution, row-major output_count x input_count; made on demand, once.
  const double* sensitivities(Cache& cache) const noexcept;
  /// The row of one output.
  const double* sensitivities(int output, Cache& cache) const noexcept;

  /// What an equation index of Status stands for.
  [[nodiscard]] std::string equation_name(int equation) const;
  [[nodiscard]] const Definition& definition() const { return network_.definition; }
  [[nodiscard]] const Conditions& conditions() const { return conditions_; }

 private:
  static constexpr int first_species_output = 3;

  [[nodiscard]] int temperature_unknown() const { return network_.masters + network_.features; }
  [[nodiscard]] int unknown_count() const {
    return temperature_unknown() + (heat_given() ? 1 : 0);
  }
  [[nodiscard]] bool heat_given() const { return conditions_.energy == Energy::with_enthalpy; }
  /// Free water over the water that was counted for the totals is 1 / expansion.
  [[nodiscard]] bool binds_water() const { return conditions_.water == WaterBasis::total; }
  [[nodiscard]] Given given(int master) const {
    return conditions_.masters.empty() ? Given::total : conditions_.masters[static_cast<std::size_t>(master)].given;
  }
  /// True where a negative total has a meaning.
  [[nodiscard]] bool any_sign(int master) const {
    return master == network_.proton ||
           (!conditions_.masters.empty() && conditions_.masters[static_cast<std::size_t>(master)].any_sign);
  }
  [[nodiscard]] double charge_of(int master) const {
    return network_.definition.masters[static_cast<std::size_t>(master)].charge;
  }
  /// True where the activity of the master follows from its condition, not from a balance.
  [[nodiscard]] bool is_pinned(int master) const {
    return given(master) == Given::ln_activity || given(master) == Given::saturation;
  }
  /// Of matrices with a column per unknown, T among them, and zeros.
  [[nodiscard]] std::size_t row_length() const { return padded(static_cast<std::size_t>(temperature_unknown()) + 1); }

  // equilibrium.cpp: inputs, warm start, outputs
  bool read_inputs(std::span<const double> inputs, Cache& c) const noexcept;
  void accept(Cache& c) const noexcept;
  // balances.cpp: residuals and their derivatives at the unknowns of the cache
  void set_temperature(double T, Cache& c) const noexcept;
  void evaluate_activities(Cache& c) const noexcept;
  void evaluate_molalities(Cache& c) const noexcept;
  void evaluate_master(int master, Cache& c) const noexcept;
  void evaluate(Cache& c) const noexcept;
  void evaluate_residuals(Cache& c) const noexcept;
  void differentiate_molalities(Cache& c) const noexcept;
  void add_sum(int row, const Cache& c, double* to) const noexcept;
  void assemble_master(int master, const Cache& c, double* to) const noexcept;
  void assemble(Cache& c) const noexcept;
  // newton.cpp
  bool newton(Cache& c, int limit) const noexcept;
  bool iterate(Cache& c, int limit) const noexcept;
  bool step(bool exact, Cache& c) const noexcept;
  void find_newton_step(Cache& c) const noexcept;
  void find_improved_step(Cache& c) const noexcept;
  void invert(Cache& c) const noexcept;
  void improve(Cache& c) const noexcept;
  void take_features_from_molalities(Cache& c) const noexcept;
  // cold_start.cpp
  bool cold_start(Cache& c) const noexcept;
  double total_that_closes_charge(int master, const Cache& c) const noexcept;
  void guess(Cache& c) const noexcept;
  void limit_secondaries(Cache& c) const noexcept;
  void pin(Cache& c) const noexcept;
  /// The total that closes the charge and the charge it left open, at first unknown.
  struct ChargeSecant {
    double total = NAN, excess = NAN;
  };
  double close_charge(ChargeSecant& last, Cache& c) const noexcept;
  void settle(Cache& c) const noexcept;
  void assemble_curvature(Cache& c) const noexcept;
  double evaluate_balances(Cache& c) const noexcept;
  void assemble_balances(Cache& c) const noexcept;
  bool balance_masters(double tolerance, Cache& c) const noexcept;
  void minimise(Cache& c) const noexcept;
  bool follow_nonideality(Cache& c) const noexcept;
  // sensitivities.cpp
  void seed_inputs(Cache& c) const noexcept;
  void differentiate_unknowns(Cache& c) const noexcept;
  void differentiate_output(int output, Cache& c, double* by_unknown) const noexcept;

  Network network_;
  Conditions conditions_;
};

/// Workspace and last solution of one liquid. Copyable; one per thread and liquid.
struct Equilibrium::Cache {
  /// Forgets the solution, so that the next one depends on its inputs only.
  void reset() { solved = current = factored = inverted = stepped = sensitive = evaluated = false; }

  bool solved = false;     ///< `solution` holds one
  bool current = false;    ///< ... and it belongs to `inputs`
  bool factored = false;   ///< `jacobian` holds factors that belong to unknowns near by
  bool inverted = false;   ///< ... and `inverse` what steps have made of their inverse since
  bool stepped = false;    ///< `change` is the whole of the last step
  bool sensitive = false;  ///< `unknown_slopes` belong to the solution, and the rows of `slopes` that are `differentiated`
  bool evaluated = false;  ///< activities, molalities and sums belong to `solution` and `T`
  Status status;

  std::vector<double> inputs, outputs, slopes;
  std::vector<char> differentiated;  ///< by output

  // The problem per kilogram of total water.
  std::vector<double> totals, total_slopes;  ///< floored totals [mol/kg], their derivative to the plain ones;
                                             ///< or what the condition of the master gives instead
  std::vector<double> supply, demand;        ///< of every master, for a cold start
  std::vector<double> targets;               ///< totals a cold start aims at, where charge fixes a master a guess
  double water_mass = 0;                     ///< [kg]
  double heat_capacity = 0, heat = 0;        ///< [J/K/kg], [J/kg]
  double nonideality = 1;                    ///< factor on ln gamma and ln a_w; below 1 only on the way

  // Unknowns: ln m of masters, features of the activity model, T.
  std::vector<double> unknowns, solution, previous, path;
  std::vector<double> residuals, scales, change, last_change;
  double error = 0;      ///< largest scaled residual
  int worst = -1;

  double T = 0;                          ///< [K] of `activity_block` and `ln_k`
  std::vector<double> activity_block;    ///< what the activity model keeps
  std::vector<double> ln_k, ln_k_slope;
  std::vector<double> ln_gamma, ln_m, m;
  std::vector<double> ln_a;              ///< of the masters
  double ln_water = 0;                   ///< ln a_w
  std::vector<double> sums, magnitudes;  ///< P m and |P| m
  double expansion = 1;                  ///< total water / free water

  std::vector<double> gamma_by_feature, gamma_by_T, water_by_feature;
  double water_by_T = 0;
  std::vector<double> ln_activity_slopes;  ///< masters x row_length: d ln a / d unknown
  std::vector<double> molality_slopes;     ///< species x row_length: d m / d unknown
  std::vector<double> bound_slopes;      ///< d (sum w_s m_s) / d unknown
  std::vector<double> jacobian;          ///< row_length apart; rows divided by factor_scales
  std::vector<double> factor_scales;
  std::vector<double> inverse;           ///< of the jacobian, row_length apart
  std::vector<double> weights;           ///< of the unknowns in products of steps
  std::vector<double> scaled, row;       ///< working space, a value per unknown
  std::vector<double> unknown_slopes;    ///< unknowns x inputs
  std::vector<int> pivots;
};

}  // namespace raffinate::aqueous
